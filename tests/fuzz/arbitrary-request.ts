import * as fc from 'fast-check';
import { fewOf, type Hints, isRecord, valuesOf, withOneOfEach } from './arbitrary-json.ts';
import type { Form, Operation, Parameter } from './contract.ts';
import { ITSELF, RIVALS } from './hints.ts';
import { hostileBytes, hostileContentType, hostileHeader, hostileText, mutated } from './hostile.ts';
import { AUTHORIZATION, type FuzzRequest } from './service.ts';

/** Without anything in its place a path would be another one. */
const NOTHING = '%20';

const NOT_IN_HEADERS = /[^\t\x20-\x7e\x80-\xff]/gu;

/** Everything of a request that can be right or wrong. */
interface Parts {
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly bytes: Buffer; readonly contentType: string | null } | null;
}

type Part = keyof Parts;
type PartArbitraries = { readonly [P in Part]: fc.Arbitrary<Parts[P]> };

/** Requests of an operation: right in everything, wrong in one thing, or wrong in any. */
export function requestsOf(operation: Operation, hints: Hints): fc.Arbitrary<FuzzRequest> {
  const valid = validParts(operation, hints);
  const odd = oddParts(operation, valid, hints);
  const one = (name: Part) => fc.record({ ...valid, [name]: odd[name] });
  const body = operation.bodies.length === 0 ? [] : [{ weight: 3, arbitrary: one('body') }];
  return fc
    .oneof(
      { weight: 8, arbitrary: fc.record({ ...valid }) },
      ...body,
      { weight: 1, arbitrary: one('path') },
      { weight: 1, arbitrary: one('query') },
      { weight: 1, arbitrary: one('headers') },
      { weight: 1, arbitrary: fc.record({ ...odd }) },
    )
    .map((parts) => requestOf(operation, parts));
}

function validParts(operation: Operation, hints: Hints): PartArbitraries {
  const inside = (place: Parameter['in']) =>
    operation.parameters.filter((parameter) => parameter.in === place);
  const path = fc.record(
    Object.fromEntries(inside('path').map((parameter) => [parameter.name, textOf(parameter, hints)])),
  );
  return {
    path: path.map((values) => mapValues(values, (value) => encodeURIComponent(value) || NOTHING)),
    query: someOf(inside('query'), hints).map((values) =>
      Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)] as const),
    ),
    headers: someOf(inside('header'), hints).map((values) => ({
      ...mapValues(values, (value) => value.replaceAll(NOT_IN_HEADERS, '?')),
      ...AUTHORIZATION,
    })),
    body:
      operation.bodies.length === 0
        ? fc.constant(null)
        : fc.oneof(...operation.bodies.map((form) => validBody(form, hints))),
  };
}

function oddParts(operation: Operation, valid: PartArbitraries, hints: Hints): PartArbitraries {
  const names = operation.parameters.map(({ name }) => name);
  const oddQuery = fc.tuple(fc.constantFrom('unknown', '__proto__', '', '%00', ...names), hostileText);
  const oddHeader = fc.tuple(
    fc.constantFrom(
      'x-request-id',
      'x-api-key',
      'authorization',
      'if-match',
      'if-none-match',
      'x-actor',
      'accept',
    ),
    hostileHeader,
  );
  return {
    path: valid.path.chain((values) =>
      fc.record(mapValues(values, (value) => fc.oneof(fc.constant(value), hostileText))),
    ),
    query: fc
      .tuple(valid.query, fc.array(oddQuery, { maxLength: 2 }))
      .map(([query, odd]) => [...query, ...odd]),
    headers: fc
      .tuple(valid.headers, fc.array(oddHeader, { maxLength: 3 }))
      .map(([headers, odd]) => ({ ...headers, ...Object.fromEntries(odd) })),
    body:
      operation.bodies.length === 0
        ? valid.body
        : fc.oneof(...operation.bodies.map((form) => oddBody(form, hints))),
  };
}

function validBody(form: Form, hints: Hints): fc.Arbitrary<Parts['body']> {
  return validValue(form, hints).map((value) => bodyOf(form, textIn(form, value)));
}

function oddBody(form: Form, hints: Hints): fc.Arbitrary<Parts['body']> {
  const valid = validValue(form, hints);
  const written = valid.map((value) => textIn(form, value));
  return fc.oneof(
    { weight: 5, arbitrary: mutated(valid).map((value) => bodyOf(form, textIn(form, value))) },
    { weight: 2, arbitrary: hostileBytes(written).map((bytes) => ({ ...bodyOf(form, ''), bytes })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(written, hostileContentType)
        .map(([text, contentType]) => ({ ...bodyOf(form, text), contentType })),
    },
  );
}

/** The examples of the contract, those with a member that is another, and what its schema allows. */
function validValue(form: Form, hints: Hints): fc.Arbitrary<unknown> {
  const made = valuesOf(form.schema, hints);
  const example = fc.constantFrom(...form.examples.values());
  const varied = fc
    .tuple(example, made, fc.nat({ max: 99 }))
    .map(([known, other, place]) => withOneOf(known, other, place));
  return fc.oneof(
    { weight: 1, arbitrary: example },
    { weight: 4, arbitrary: varied.filter((value) => form.isValid(value)) },
    { weight: 2, arbitrary: made.filter((value) => form.isValid(value)) },
  );
}

/** An object with one member of another one; anything else as it is. */
function withOneOf(known: unknown, other: unknown, place: number): unknown {
  if (!isRecord(known) || !isRecord(other)) return known;
  const members = Object.entries<unknown>(other);
  const member = members[place % members.length];
  if (member === undefined) return known;
  const rivals = RIVALS.find((names) => names.includes(member[0])) ?? [];
  const kept = Object.entries(known).filter(([name]) => !rivals.includes(name));
  return Object.fromEntries([...kept, member]);
}

function textIn({ contentType }: Form, value: unknown): string {
  return typeof value === 'string' && !contentType.endsWith('/json') ? value : JSON.stringify(value);
}

function bodyOf({ contentType }: Form, text: string) {
  return { bytes: Buffer.from(text), contentType };
}

function textOf({ name, schema, ...parameter }: Parameter, hints: Hints): fc.Arbitrary<string> {
  const own = `${parameter.in}.${name}`;
  return valuesOf(schema, hints, hints.has(own) ? own : name).map(String);
}

/** All that are required, and any of the others. */
function someOf(parameters: readonly Parameter[], hints: Hints): fc.Arbitrary<Record<string, string>> {
  const optional = parameters.filter(({ required }) => !required).map(({ name }) => name);
  const all = fc.record(
    Object.fromEntries(parameters.map((parameter) => [parameter.name, textOf(parameter, hints)])),
  );
  return fc.tuple(all, fewOf(optional, 2), fc.nat({ max: 99 })).map(([values, chosen, place]) => {
    const kept = Object.entries(values).filter(([name]) => !optional.includes(name) || chosen.includes(name));
    return mapValues(withOneOfEach(Object.fromEntries(kept), values, place), String);
  });
}

function requestOf(operation: Operation, { path, query, headers, body }: Parts): FuzzRequest {
  const address = operation.path.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => path[name] ?? name);
  const itself = path['dataset'] ?? '';
  const search = query
    .map(([name, value]) => `${name}=${value === encodeURIComponent(ITSELF) ? itself : value}`)
    .join('&');
  const contentType = body?.contentType ?? null;
  return {
    method: operation.method,
    target: search === '' ? address : `${address}?${search}`,
    headers: { ...headers, ...(contentType === null ? {} : { 'content-type': contentType }) },
    body: body === null ? null : aboutTable(body.bytes, path['dataset']),
  };
}

/** Statements of examples and hints are about the table `orders`: let them be about the dataset that is asked. */
function aboutTable(bytes: Buffer, dataset: string | undefined): Buffer {
  if (dataset === undefined || !/^[a-z]\w*$/.test(dataset) || !bytes.includes('ALTER TABLE orders'))
    return bytes;
  return Buffer.from(
    bytes.toString('latin1').replaceAll('ALTER TABLE orders', `ALTER TABLE ${dataset}`),
    'latin1',
  );
}

function mapValues<T, R>(values: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
