import * as fc from 'fast-check';

/** Values that nobody expects: of another kind, too large, too deep, or called what code trips over. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', ' ', [], {}, [[]], [null], 0, -1, 1.5, -0),
  fc.constantFrom<unknown>(2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 5e-324),
  fc.constantFrom<unknown>(
    '\0',
    'a\0b',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '\ufeff',
    "'; --",
    '%00',
    '`',
    '${1}',
  ),
  fc.constantFrom<unknown>('__proto__', 'constructor', 'toString', 'null', 'NaN', '-0', '1e999', '0x10'),
  fc.constantFrom<unknown>('x'.repeat(300), '9'.repeat(400), '`'.repeat(999), '\u{1F4A1}'.repeat(100)),
  fc.constantFrom<unknown>(nested(60), nested(3000), Object.fromEntries([['__proto__', { polluted: true }]])),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const memberName = fc.constantFrom(
  '__proto__',
  'constructor',
  'unknown',
  '',
  'id',
  'type',
  'name',
  'a\0b',
  '\ud800',
);

/** The value with one thing about it changed, wherever in it. */
export function mutated(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid, fc.nat({ max: 9999 }), fc.constantFrom(...CHANGES), hostileValue, memberName)
    .map(([value, place, change, hostile, name]) => {
      const places = placesIn(value);
      return changeAt(value, places[place % places.length] ?? [], change, hostile, name);
    });
}

const CHANGES = ['replace', 'replace', 'remove', 'add', 'wrap'] as const;
type Change = (typeof CHANGES)[number];
type Place = readonly string[];

function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null || at.length > 12) return [at];
  return [at, ...Object.entries(value).flatMap(([name, part]) => placesIn(part, [...at, name]))];
}

function changeAt(value: unknown, at: Place, change: Change, hostile: unknown, name: string): unknown {
  const [step, ...rest] = at;
  if (step === undefined || typeof value !== 'object' || value === null) {
    return changed(value, change, hostile, name);
  }
  const entries = Object.entries(value).flatMap(([member, part]): [string, unknown][] => {
    if (member !== step) return [[member, part]];
    if (rest.length === 0 && change === 'remove') return [];
    return [[member, changeAt(part, rest, change, hostile, name)]];
  });
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

function changed(value: unknown, change: Change, hostile: unknown, name: string): unknown {
  if (change === 'wrap') return [value];
  if (change !== 'add' || typeof value !== 'object' || value === null) return hostile;
  const entries: [string, unknown][] = Object.entries(value);
  if (Array.isArray(value)) return [...entries.map(([, part]) => part), hostile];
  return Object.fromEntries([...entries, [name, hostile]]);
}

/** Bytes where JSON is expected, made from valid JSON. */
export function hostileBytes(valid: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  const spoil = fc.constantFrom<(text: string) => string | Buffer>(
    (text) => text.slice(0, -1),
    (text) => `${text}${text}`,
    (text) => `\ufeff${text}`,
    (text) => text.replace('{', '{"a":1,"a":1,'),
    (text) => text.replace(/\{("[^"]*":)/, '{$1null,$1'),
    (text) => text.replace(/[:[]/, (found) => `${found}1e400,`),
    (text) => text.replace(/"/, '"\0'),
    (text) => text.replace(/"/, '"\\u0000\\ud800'),
    (text) => text.replaceAll('"', "'"),
    (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe])]),
    (text) => Buffer.from(text.replace(/"/, '"\xff'), 'latin1'),
    (text) => Buffer.from(text, 'utf16le'),
    () => '',
    () => '[',
    () => 'null',
    () => '{"a":'.repeat(5000),
    () => '['.repeat(100_000),
    () => `[${'9'.repeat(10_000)}]`,
  );
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(valid, spoil).map(([text, change]) => Buffer.from(change(text))) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)) },
  );
}

/** Steps of a path and values of a query, as they stand in the address. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '0',
    '-1',
    '1.5',
    '1e3',
    '007',
    '2147483648',
    '99999999999999999999',
    'NaN',
    'null',
    'true',
  ),
  fc.constantFrom(
    'nobody',
    '__proto__',
    'constructor',
    'a%00b',
    '%00',
    '%ff',
    '%',
    '%zz',
    '%2F',
    '%2e%2e',
    '..',
  ),
  fc.constantFrom(
    '%F0%9F%92%A1',
    '%ED%A0%80',
    "'%20OR%201=1",
    'x'.repeat(129),
    'x'.repeat(4000),
    '*',
    '%E2%80%AE',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }).map(encodeURIComponent),
);

/** Values that a header can carry, and should not. */
export const hostileHeader: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '*',
    '"',
    '""',
    '"a',
    'a',
    'W/"a"',
    'w/"a"',
    '"a", "b"',
    '"a",,"b"',
    '*, "a"',
    '"a" "b"',
  ),
  fc.constantFrom('"\xe9"', '\xff', 'x'.repeat(5000), '"__proto__"', '\t', "'", '%00', '{}', '\\u0000'),
);

/** Media types of bodies; null: none is named. */
export const hostileContentType: fc.Arbitrary<string | null> = fc.constantFrom(
  ...[null, '', 'text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  ...[
    'application/json; charset=latin1',
    'application/json; charset=utf-16',
    'application/json;',
    'json',
    '*/*',
  ],
  ...['application/json, text/plain', 'APPLICATION/JSON; CHARSET="UTF-8"', 'application/vnd.a+json', '\xff'],
);

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
