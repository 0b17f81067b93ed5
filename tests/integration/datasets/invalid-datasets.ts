import { registration } from './dataset-requests.ts';

export interface InvalidDataset {
  readonly why: string;
  readonly body: unknown;
  /** JSON pointers of the faults, in the order of the answer. */
  readonly paths: readonly string[];
}

const invalid = (why: string, more: Record<string, unknown>, ...paths: string[]): InvalidDataset => ({
  why,
  body: registration(more),
  paths,
});

const without = (member: string) =>
  Object.fromEntries(Object.entries(registration()).filter(([name]) => name !== member));

const texts = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const entries = (count: number) => Object.fromEntries(texts(count).map((key) => [key, 'x']));
const repeat = (length: number) => 'x'.repeat(length);

const NAMES: InvalidDataset[] = [
  { why: 'no name', body: without('name'), paths: ['/name'] },
  invalid('a name of another type', { name: 7 }, '/name'),
  invalid('no name but null', { name: null }, '/name'),
  invalid('an empty name', { name: '' }, '/name'),
  invalid('a name that could be an id', { name: '123' }, '/name'),
  invalid('a name that starts with a digit', { name: '1st' }, '/name'),
  invalid('a name with a space', { name: 'my orders' }, '/name'),
  invalid('a name with a slash', { name: 'a/b' }, '/name'),
  invalid('a name with a line break at its end', { name: 'orders\n' }, '/name'),
  invalid('a name beyond ASCII', { name: 'bestellungen_ü' }, '/name'),
  invalid('a name of 129 characters', { name: repeat(129) }, '/name'),
];

const SOURCES: InvalidDataset[] = [
  { why: 'no source', body: without('kafkaTopic'), paths: ['/kafkaTopic'] },
  invalid('two sources', { sourceUri: 's3a://a/b' }, '/sourceUri'),
  invalid('an empty topic', { kafkaTopic: '' }, '/kafkaTopic'),
  invalid('a topic with a space', { kafkaTopic: 'a b' }, '/kafkaTopic'),
  invalid('the topic .', { kafkaTopic: '.' }, '/kafkaTopic'),
  invalid('the topic ..', { kafkaTopic: '..' }, '/kafkaTopic'),
  invalid('a topic of 250 characters', { kafkaTopic: repeat(250) }, '/kafkaTopic'),
  invalid('a source that is no URI', { kafkaTopic: null, sourceUri: 'landing/orders' }, '/sourceUri'),
  invalid('a source that names no bucket', { kafkaTopic: null, sourceUri: 's3a:///orders' }, '/sourceUri'),
];

const KEYS: InvalidDataset[] = [
  { why: 'no mode', body: without('mode'), paths: ['/mode'] },
  invalid('a mode in upper case', { mode: 'APPEND' }, '/mode'),
  invalid('an unknown mode', { mode: 'merge' }, '/mode'),
  invalid('upsert without keys', { mode: 'upsert', pkFields: [] }, '/pkFields'),
  invalid('upsert with null for keys', { mode: 'upsert', pkFields: null }, '/pkFields'),
  invalid('keys that are no list', { pkFields: 'order_id' }, '/pkFields'),
  invalid('a key of another type', { pkFields: ['a', 1] }, '/pkFields/1'),
  invalid('an empty key', { pkFields: [''] }, '/pkFields/0'),
  invalid('a key path with a step missing', { pkFields: ['a..b'] }, '/pkFields/0'),
  invalid('a key path with a back-quote left open', { pkFields: ['a', '`b'] }, '/pkFields/1'),
  invalid('the same key twice', { pkFields: ['id', 'id'] }, '/pkFields/1'),
  invalid('the same key in another case', { pkFields: ['id', 'x', 'ID'] }, '/pkFields/2'),
  invalid('the same key in back-quotes', { pkFields: ['a.b', '`a`.b'] }, '/pkFields/1'),
  invalid('the same partition key twice', { partitionKeys: ['d', 'D'] }, '/partitionKeys/1'),
  invalid('the same derived field twice', { derivedFields: ['d', 'D'] }, '/derivedFields/1'),
  invalid('the same protected field twice', { protectedFields: ['d', 'D'] }, '/protectedFields/1'),
  invalid('an ill-formed partition key', { partitionKeys: ['.'] }, '/partitionKeys/0'),
  invalid('a partition key in a struct of PARQUET', { partitionKeys: ['a', 'b.c'] }, '/partitionKeys/1'),
  invalid('one of DELTA', { tableFormat: 'DELTA', partitionKeys: ['b.c'] }, '/partitionKeys/0'),
  invalid('a key that HUDI cannot store', { tableFormat: 'HUDI', pkFields: ['id', '`a-b`'] }, '/pkFields/1'),
  invalid(
    'a partition key that DELTA cannot store',
    { tableFormat: 'DELTA', partitionKeys: ['`a b`'] },
    '/partitionKeys/0',
  ),
  invalid('101 keys', { pkFields: texts(101) }, '/pkFields'),
  invalid('101 partition keys', { partitionKeys: texts(101) }, '/partitionKeys'),
  invalid('1001 derived fields', { derivedFields: texts(1001) }, '/derivedFields'),
  invalid('1001 protected fields', { protectedFields: texts(1001) }, '/protectedFields'),
  invalid('a path of 51 steps', { pkFields: [texts(51).join('.')] }, '/pkFields/0'),
  invalid('a column name of 256 characters', { pkFields: [repeat(256)] }, '/pkFields/0'),
];

const PLACES: InvalidDataset[] = [
  invalid('a location without a scheme', { location: '/warehouse/orders' }, '/location'),
  invalid('a location with a space', { location: 's3a://lake/my orders' }, '/location'),
  invalid('a location with credentials', { location: 's3a://key:secret@lake/orders' }, '/location'),
  invalid('a location without a container', { location: 'abfss:///orders' }, '/location'),
  invalid('an empty location', { location: '' }, '/location'),
  invalid('a location of 2049 characters', { location: `s3a://${repeat(2043)}` }, '/location'),
  invalid('a jar that is empty', { transformJars: [''] }, '/transformJars/0'),
  invalid('a jar with a space', { transformJars: ['a.jar', 'my jar.jar'] }, '/transformJars/1'),
  invalid('a jar of another type', { transformJars: [{}] }, '/transformJars/0'),
  invalid('101 jars', { transformJars: texts(101) }, '/transformJars'),
  invalid('an unknown table format', { tableFormat: 'CSV' }, '/tableFormat'),
  invalid('a table format in lower case', { tableFormat: 'parquet' }, '/tableFormat'),
  invalid('an unknown part of the table', { table: { schema: 'raw' } }, '/table/schema'),
  invalid('an empty part of the table', { table: { name: '' } }, '/table/name'),
  invalid('a line break in the name of the table', { table: { name: 'a\nb' } }, '/table/name'),
  invalid('a part of the table of 256 characters', { table: { catalog: repeat(256) } }, '/table/catalog'),
];

const WORDS: InvalidDataset[] = [
  invalid('a description of 4097 characters', { description: repeat(4097) }, '/description'),
  invalid('an owner of another type', { owner: ['me'] }, '/owner'),
  invalid('an owner of 256 characters', { owner: repeat(256) }, '/owner'),
  invalid('a label that is no text', { labels: { tier: 1 } }, '/labels/tier'),
  invalid('a label that is null', { labels: { tier: null } }, '/labels/tier'),
  invalid('a label without a key', { labels: { '': 'x' } }, '/labels/'),
  invalid('a label with a space in its key', { labels: { 'a b': 'x' } }, '/labels/a b'),
  invalid('labels in a list', { labels: ['a'] }, '/labels'),
  invalid('65 labels', { labels: entries(65) }, '/labels'),
  invalid('a label of 256 characters', { labels: { a: repeat(256) } }, '/labels/a'),
  invalid(
    'a label with a key of 256 characters',
    { labels: { [repeat(256)]: '' } },
    `/labels/${repeat(256)}`,
  ),
  { why: 'a label called __proto__', body: withProto('labels'), paths: ['/labels/__proto__'] },
  { why: 'a property called __proto__', body: withProto('properties'), paths: ['/properties/__proto__'] },
  invalid('501 properties', { properties: entries(501) }, '/properties'),
  invalid('a property of 4097 characters', { properties: { a: repeat(4097) } }, '/properties/a'),
  invalid(
    'a reader that is none',
    { properties: { alsoReadAs: 'ICEBERG, ICBERG, x' } },
    '/properties/alsoReadAs',
    '/properties/alsoReadAs',
  ),
  invalid('a nested property', { properties: { a: { b: 'c' } } }, '/properties/a'),
  invalid('paused in words', { paused: 'yes' }, '/paused'),
  invalid('a reason without a pause', { pausedReason: 'backfill' }, '/pausedReason'),
];

const POLICIES: InvalidDataset[] = [
  invalid('a policy by name', { evolutionPolicy: 'STRICT' }, '/evolutionPolicy'),
  invalid('an unknown preset', { evolutionPolicy: { preset: 'LOOSE' } }, '/evolutionPolicy/preset'),
  invalid(
    'an unknown enforcement',
    { evolutionPolicy: { enforcement: 'OFF' } },
    '/evolutionPolicy/enforcement',
  ),
  invalid(
    'an unknown policy setting',
    { evolutionPolicy: { newColumns: 'ALLOW' } },
    '/evolutionPolicy/newColumns',
  ),
  invalid(
    'an unknown value of a setting',
    { evolutionPolicy: { missingFields: 'IGNORE' } },
    '/evolutionPolicy/missingFields',
  ),
  invalid(
    'a negative limit of new fields',
    { evolutionPolicy: { maxNewFields: -1 } },
    '/evolutionPolicy/maxNewFields',
  ),
  invalid(
    'a limit of new fields that is no integer',
    { evolutionPolicy: { maxNewFields: 1.5 } },
    '/evolutionPolicy/maxNewFields',
  ),
  invalid(
    'a limit of columns beyond what a schema may have',
    { evolutionPolicy: { maxColumns: 10_001 } },
    '/evolutionPolicy/maxColumns',
  ),
];

const BODIES: InvalidDataset[] = [
  invalid('an unknown member', { topic: 'orders' }, '/topic'),
  invalid('an id of its own', { id: 7 }, '/id'),
  invalid(
    'several faults at once',
    { name: '1', mode: 'x', pkFields: [''] },
    '/name',
    '/mode',
    '/pkFields/0',
  ),
  { why: 'a list', body: [], paths: [''] },
  { why: 'a text', body: 'orders', paths: [''] },
  { why: 'null', body: null, paths: [''] },
];

/** `__proto__` as a key of its own, which an object literal cannot say. */
function withProto(member: string): Record<string, unknown> {
  return registration({ [member]: Object.fromEntries([['__proto__', 'x']]) });
}

export const INVALID_DATASETS: readonly InvalidDataset[] = [
  ...NAMES,
  ...SOURCES,
  ...KEYS,
  ...PLACES,
  ...WORDS,
  ...POLICIES,
  ...BODIES,
];

/** As much as is allowed of everything. */
export const LARGEST_DATASET = {
  name: `x${'Y.-_9'.repeat(25)}zz`,
  kafkaTopic: repeat(249),
  mode: 'upsert',
  pkFields: [texts(50).join('.'), ...texts(99)],
  partitionKeys: [repeat(255), ...texts(99)],
  derivedFields: texts(1000),
  protectedFields: texts(1000),
  transformJars: [`s3a://${repeat(2042)}`, ...texts(99)],
  table: { catalog: repeat(255), database: repeat(255), name: repeat(255) },
  location: `s3a://${repeat(2042)}`,
  description: repeat(4096),
  owner: repeat(255),
  labels: { ...entries(63), [repeat(255)]: repeat(255) },
  properties: { ...entries(498), alsoReadAs: 'iceberg, HIVE', [repeat(255)]: repeat(4096) },
  paused: true,
  pausedReason: repeat(1024),
  evolutionPolicy: { maxNewFields: 10_000, maxColumns: 10_000 },
};
