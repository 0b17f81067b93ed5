import { pathKey } from '../../src/schema/path.ts';

/** A step of `projection` as a job reads it from an answer. */
export interface Step {
  readonly target: readonly string[];
  readonly source: readonly string[] | null;
  readonly cast?: string | undefined;
  readonly checked?: boolean | undefined;
}

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** A place in a record: the path that leads there, and the value that it has. */
interface Place {
  readonly path: readonly string[];
  readonly value: Value;
}

/**
 * One record as a job writes it, by nothing but the projection that it was answered with: what a Spark job does with
 * columns, on JSON. Throws where a checked cast does not fit.
 */
export function projectRow(projection: readonly Step[], record: Value): Value {
  const steps = new Map(projection.map((step) => [pathKey(step.target), step]));
  const below = new Map<string, string[]>();
  for (const { target } of projection) {
    const parent = pathKey(target.slice(0, -1));
    below.set(parent, [...(below.get(parent) ?? []), target.at(-1) ?? '']);
  }
  return build([], { path: [], value: record });

  function build(target: readonly string[], from: Place): Value {
    const names = below.get(pathKey(target)) ?? [];
    if (from.value === null) return null;
    if (Array.isArray(from.value)) {
      return from.value.map((item: Value) =>
        part([...target, 'element'], { path: [...from.path, 'element'], value: item }),
      );
    }
    const fields = names.filter((name) => name !== 'element');
    return Object.fromEntries(fields.map((name) => [name, column([...target, name], from)]));
  }

  function column(target: readonly string[], from: Place): Value {
    const step = steps.get(pathKey(target));
    if (step === undefined || step.source === null) return null;
    const place = { path: step.source, value: valueAt(from.value, step.source.slice(from.path.length)) };
    return finish(target, step, place);
  }

  /** An element: with a step of its own where it is cast beside structs. */
  function part(target: readonly string[], from: Place): Value {
    const step = steps.get(pathKey(target));
    return step === undefined ? finish(target, null, from) : finish(target, step, from);
  }

  function finish(target: readonly string[], step: Step | null, from: Place): Value {
    if (step?.cast !== undefined) return castTo(step.cast, from.value);
    return isTakenApart(target) ? build(target, from) : from.value;
  }

  function isTakenApart(target: readonly string[]): boolean {
    const key = pathKey(target);
    return below.has(key) || below.has(pathKey([...target, 'element']));
  }
}

function valueAt(value: Value, path: readonly string[]): Value {
  let at: Value = value;
  for (const step of path) {
    if (at === null || typeof at !== 'object' || Array.isArray(at)) return null;
    at = new Map<string, Value>(Object.entries(at)).get(step) ?? null;
  }
  return at;
}

const DECIMAL = /^decimal\((\d+),(\d+)\)$/;

/** As Spark in ANSI mode, for the types of these stories. */
function castTo(type: string, value: Value): Value {
  if (value === null) return null;
  const digits = DECIMAL.exec(type);
  if (digits !== null) return decimalText(Number(value), Number(digits[1]), Number(digits[2]));
  if (type === 'string') return typeof value === 'string' ? value : JSON.stringify(value);
  if (type === 'long' || type === 'integer' || type === 'double') return numberOf(type, value);
  throw new Error(`this job does not cast to ${type}`);
}

function decimalText(value: number, precision: number, scale: number): string {
  const text = value.toFixed(scale);
  if (text.replace(/^-?0*|\./g, '').length > precision) {
    throw new Error(`NUMERIC_VALUE_OUT_OF_RANGE: ${value} is no decimal(${precision},${scale})`);
  }
  return text;
}

function numberOf(type: string, value: Value): number {
  const number = Number(value);
  if (Number.isNaN(number) || (type !== 'double' && !Number.isInteger(number))) {
    throw new Error(`CAST_INVALID_INPUT: ${JSON.stringify(value)} is no ${type}`);
  }
  return number;
}
