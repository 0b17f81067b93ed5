import * as fc from 'fast-check';
import { resolve, type JsonSchema } from './contract.ts';
import { RIVALS } from './hints.ts';

/** What to prefer for a text or number that is called so. */
export type Hints = ReadonlyMap<string, fc.Arbitrary<unknown>>;

const MOST_LEVELS = 8;
const MOST_OPTIONAL = 4;
const MOST_ITEMS = 4;

/**
 * Values that a schema of the contract allows, or nearly so: what schemas say across members is left to whoever filters.
 * `name` is the member that holds the value.
 */
export function valuesOf(
  schema: JsonSchema,
  hints: Hints,
  name: string | null = null,
  level = 0,
): fc.Arbitrary<unknown> {
  const found = resolve(schema);
  const below = (part: unknown, member = name) => valuesOf(asSchema(part), hints, member, level + 1);
  const hint = name === null ? undefined : hints.get(name);
  if (Array.isArray(found['enum'])) return fc.constantFrom<unknown>(...asList(found['enum']));
  if ('const' in found) return fc.constant(found['const']);
  const alternatives = found['anyOf'] ?? found['oneOf'];
  const plain = () => {
    if (alternatives !== undefined) return fc.oneof(...asList(alternatives).map((one) => below(one)));
    if (found['allOf'] !== undefined) return allOf(asList(found['allOf']).map((one) => below(one)));
    const types = typeof found['type'] === 'string' ? [found['type']] : asList(found['type'] ?? []);
    if (types.length === 0) return level < MOST_LEVELS ? anything : fc.constant(null);
    return fc.oneof(...types.map((type) => ofType(type, found, below, level)));
  };
  if (hint === undefined) return plain();
  return fc.oneof({ weight: 4, arbitrary: hint }, { weight: 1, arbitrary: plain() });
}

type Below = (part: unknown, member?: string | null) => fc.Arbitrary<unknown>;

const anything = fc.jsonValue({ maxDepth: 2 });

function ofType(type: unknown, schema: JsonSchema, below: Below, level: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integers(schema);
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'string':
      return texts(schema);
    case 'array':
      return lists(schema, below, level);
    default:
      return objects(schema, below, level);
  }
}

function integers({ minimum, maximum }: JsonSchema): fc.Arbitrary<number> {
  const least = typeof minimum === 'number' ? minimum : -1000;
  const most = typeof maximum === 'number' ? maximum : 1000;
  return fc.oneof(
    fc.integer({ min: least, max: Math.min(most, least + 10) }),
    fc.integer({ min: least, max: most }),
  );
}

function texts({ minLength = 0, maxLength = 40, pattern, format }: JsonSchema): fc.Arbitrary<string> {
  const least = Number(minLength);
  const most = Math.min(Number(maxLength), least + 40);
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, min: YEAR_1970, max: YEAR_2100 }).map(isoOf);
  if (typeof pattern === 'string') {
    return fc.stringMatching(new RegExp(pattern)).filter(({ length }) => length <= Number(maxLength));
  }
  return fc.oneof(
    fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/),
    fc.string({ unit: 'grapheme', minLength: least, maxLength: most }),
  );
}

const YEAR_1970 = new Date(0);
const YEAR_2100 = new Date(Date.UTC(2100, 0));

function isoOf(date: Date): string {
  return date.toISOString();
}

function lists({ items = {}, minItems = 0, maxItems = MOST_ITEMS }: JsonSchema, below: Below, level: number) {
  const least = Number(minItems);
  if (level >= MOST_LEVELS && least === 0) return fc.constant([]);
  return fc.uniqueArray(below(items), {
    minLength: least,
    maxLength: Math.max(least, Math.min(Number(maxItems), MOST_ITEMS)),
    selector: nameOf,
  });
}

/** Fields of a struct differ in their names; other things in what they are. */
function nameOf(value: unknown): string {
  const named = typeof value === 'object' && value !== null && 'name' in value;
  return named ? String(value.name).toLowerCase() : JSON.stringify(value);
}

function objects(schema: JsonSchema, below: Below, level: number): fc.Arbitrary<unknown> {
  const members = Object.entries(asSchema(schema['properties'] ?? {}));
  const required = new Set(asList(schema['required'] ?? []));
  const optional = members.map(([name]) => name).filter((name) => !required.has(name));
  const chosen = fewOf(level < MOST_LEVELS ? optional : [], MOST_OPTIONAL);
  const all = fc.record(Object.fromEntries(members.map(([name, part]) => [name, below(part, name)])));
  const known = fc.tuple(all, chosen, fc.nat({ max: 99 })).map(([values, names, place]) => {
    const kept = Object.entries(values).filter(([name]) => required.has(name) || names.includes(name));
    return withOneOfEach(Object.fromEntries(kept), values, place);
  });
  const others = schema['additionalProperties'];
  if (typeof others !== 'object' || others === null || level >= MOST_LEVELS) return known;
  const extra = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_.]{0,9}$/), below(others), { maxKeys: 3 });
  return fc.tuple(extra, known).map(([more, values]) => ({ ...more, ...values }));
}

/** What was chosen, with exactly one of members that rule each other out. */
export function withOneOfEach(
  chosen: Readonly<Record<string, unknown>>,
  all: Readonly<Record<string, unknown>>,
  place: number,
): Record<string, unknown> {
  const kept = new Map(Object.entries(chosen));
  for (const rivals of RIVALS) {
    const there = rivals.filter((name) => Object.hasOwn(all, name));
    const winner = there[place % there.length];
    for (const name of rivals) if (name !== winner) kept.delete(name);
    if (winner !== undefined) kept.set(winner, all[winner]);
  }
  return Object.fromEntries(kept);
}

export function fewOf<T>(values: readonly T[], most: number): fc.Arbitrary<T[]> {
  return fc.subarray([...values], { maxLength: Math.min(values.length, most) });
}

/** Only of objects does the contract ask several things at once. */
function allOf(parts: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> {
  const [only, ...rest] = parts;
  if (only !== undefined && rest.length === 0) return only;
  return fc.tuple(...parts).map((values) => Object.assign({}, ...values) as unknown);
}

function asSchema(value: unknown): JsonSchema {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
