import { isRecord } from '../json/json-value.ts';
import { nameFault } from '../name-fault.ts';
import { type Path, SCHEMA_LIMITS } from '../types.ts';
import { scalarShape } from './scalar-shape.ts';
import { ANYTHING, commonShape, NOTHING, type Shape, type Spot, type StructShape } from './shape.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Why no schema can hold what is at a path. */
export class ShapeFault extends Error {
  readonly path: Path;
  constructor(message: string, path: Path) {
    super(message);
    this.path = path;
  }
}

/**
 * Looks at rows one by one, and knows the shape that holds all of them. Linear in the size of the rows; bounded in depth
 * and in the number of fields by SCHEMA_LIMITS, beyond which it throws a ShapeFault.
 */
export class Observer {
  readonly root: StructShape = { kind: 'struct', fields: new Map() };
  #fieldsLeft: number = SCHEMA_LIMITS.fields;
  /** Where it is looking, in the steps of a schema. */
  readonly #trail: string[] = [];

  row(row: Row): void {
    this.#trail.length = 0;
    this.#object(this.root, row);
  }

  /** A field at the top, beside those of the rows. */
  topField(name: string, value: unknown): void {
    this.row({ [name]: value });
  }

  #value(spot: Spot, value: unknown): void {
    // Nothing that may come can change it any more.
    if (spot.shape.kind === 'string') return;
    if (Array.isArray(value)) this.#array(spot, value);
    else if (isRecord(value)) this.#struct(spot, value);
    else this.#become(spot, commonShape(spot.shape, scalarShape(value)));
  }

  #array(spot: Spot, items: readonly unknown[]): void {
    if (spot.shape.kind === 'null') {
      this.#descend('element');
      spot.shape = { kind: 'array', element: { shape: NOTHING } };
      this.#trail.pop();
    }
    if (spot.shape.kind !== 'array') {
      this.#become(spot, ANYTHING);
      return;
    }
    this.#trail.push('element');
    for (const item of items) this.#value(spot.shape.element, item);
    this.#trail.pop();
  }

  #struct(spot: Spot, row: Row): void {
    if (spot.shape.kind === 'null') spot.shape = { kind: 'struct', fields: new Map() };
    if (spot.shape.kind === 'struct') this.#object(spot.shape, row);
    else this.#become(spot, ANYTHING);
  }

  #object(struct: StructShape, row: Row): void {
    for (const name of Object.keys(row)) {
      // Spark leaves fields without a name out.
      if (name === '') continue;
      const known = struct.fields.get(name);
      if (known === undefined) this.#descend(name);
      else this.#trail.push(name);
      const spot = known ?? this.#newField(struct, name);
      this.#value(spot, row[name]);
      this.#trail.pop();
    }
  }

  #newField(struct: StructShape, name: string): Spot {
    const fault = nameFault(name);
    if (fault !== null) throw new ShapeFault(fault, [...this.#trail]);
    if (this.#fieldsLeft === 0) {
      const message = `a schema has at most ${SCHEMA_LIMITS.fields} fields, nested ones counted`;
      throw new ShapeFault(message, [...this.#trail]);
    }
    this.#fieldsLeft -= 1;
    const spot = { shape: NOTHING };
    struct.fields.set(name, spot);
    return spot;
  }

  /** Steps to where nobody has been before. */
  #descend(step: string): void {
    this.#trail.push(step);
    if (this.#trail.length <= SCHEMA_LIMITS.depth) return;
    throw new ShapeFault(`nested more than ${SCHEMA_LIMITS.depth} levels deep`, [...this.#trail]);
  }

  /** Fields that are no longer told apart do not count. */
  #become(spot: Spot, shape: Shape): void {
    if (spot.shape !== shape) this.#fieldsLeft += countFields(spot.shape);
    spot.shape = shape;
  }
}

/** Each field is counted at most once before it is gone, so this adds nothing to the order of the cost. */
function countFields(shape: Shape): number {
  if (shape.kind === 'array') return countFields(shape.element.shape);
  if (shape.kind !== 'struct') return 0;
  let count = shape.fields.size;
  for (const { shape: below } of shape.fields.values()) count += countFields(below);
  return count;
}
