/** What the values of one place have in common so far: from nothing at all up to string, which holds everything. */
export type Shape = Scalar | ArrayShape | StructShape;

export type Scalar =
  | { readonly kind: 'null' | 'boolean' | 'long' | 'double' | 'string' }
  /** Of whole numbers only: fractions are never inferred to be decimals. */
  | { readonly kind: 'decimal'; readonly precision: number };

export interface ArrayShape {
  readonly kind: 'array';
  readonly element: Spot;
}

export interface StructShape {
  readonly kind: 'struct';
  readonly fields: Map<string, Spot>;
}

/** One place in the records; its shape grows with every value that is seen there. */
export interface Spot {
  shape: Shape;
}

export const NOTHING: Scalar = Object.freeze({ kind: 'null' });
export const ANYTHING: Scalar = Object.freeze({ kind: 'string' });
export const BOOLEAN: Scalar = Object.freeze({ kind: 'boolean' });
export const LONG: Scalar = Object.freeze({ kind: 'long' });
export const DOUBLE: Scalar = Object.freeze({ kind: 'double' });

/** Digits that a decimal needs to hold every long. */
const LONG_DIGITS = 20;

/**
 * The least shape that holds both, as Spark merges them: nothing gives way, numbers go long → decimal → double, and
 * whatever else differs is string. Commutative and associative, so the order of values does not matter.
 */
export function commonShape(one: Shape, other: Scalar): Shape {
  if (other.kind === 'null') return one;
  if (one.kind === 'null') return other;
  if (one.kind === 'array' || one.kind === 'struct') return ANYTHING;
  if (one.kind === 'decimal' || other.kind === 'decimal') return commonDecimal(one, other);
  if (one.kind === other.kind) return one;
  return isNumber(one) && isNumber(other) ? DOUBLE : ANYTHING;
}

function commonDecimal(one: Scalar, other: Scalar): Scalar {
  const [a, b] = [digitsOf(one), digitsOf(other)];
  if (a !== null && b !== null) return a >= b ? decimalOf(a) : decimalOf(b);
  return isNumber(one) && isNumber(other) ? DOUBLE : ANYTHING;
}

function digitsOf(shape: Scalar): number | null {
  if (shape.kind === 'decimal') return shape.precision;
  return shape.kind === 'long' ? LONG_DIGITS : null;
}

export function decimalOf(precision: number): Scalar {
  return { kind: 'decimal', precision };
}

function isNumber({ kind }: Scalar): boolean {
  return kind === 'long' || kind === 'decimal' || kind === 'double';
}
