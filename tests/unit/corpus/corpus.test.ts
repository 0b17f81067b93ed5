import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { faultsOfSchema } from '../../../scripts/corpus/check-schemas.ts';
import { readCorpus } from '../../../scripts/corpus/corpus-files.ts';
import { falseAlarms } from '../../../scripts/corpus/false-alarms.ts';
import { batchOf, playTopic, type Setting } from '../../../scripts/corpus/play-topic.ts';
import { corpusReport, violationsOf } from '../../../scripts/corpus/report.ts';
import { SimulatedTable } from '../../../scripts/corpus/simulated-table.ts';
import type { Change, Preset, TableFormat } from '../../../src/evolution/types.ts';
import type { StructType } from '../../../src/schema/types.ts';

const setting = (format: TableFormat, preset: Preset): Setting => ({
  format,
  preset,
  ignoreInvalidNames: false,
});
const topic = (...records: unknown[]) => ({
  name: 'things',
  records,
  lines: records.map((r) => JSON.stringify(r)),
});

function tableOf(record: unknown): StructType | null {
  const table = new SimulatedTable({ format: 'HUDI', policy: {} });
  table.submit(batchOf(record));
  return table.active;
}

describe('playing a topic', () => {
  it('counts records, versions and breaking changes, and finds nothing wrong', () => {
    const records = [
      { a: 1, b: 'x' },
      { a: 1, c: null },
      { a: { x: 1 }, b: 'y' },
      { a: 2, b: 'z', d: 1 },
    ];
    expect(playTopic(topic(...records), setting('DELTA', 'TOLERANT'))).toMatchObject({
      records: 4,
      versions: 2,
      breaking: 1,
      breakingAgain: 1,
      rules: new Map([['STRUCTURE_CHANGED', 1]]),
      verdicts: ['INITIAL', 'NONE', 'BREAKING', 'NON_BREAKING'],
      violations: [],
    });
  });

  it('knows that STRICT stops where a field is missing', () => {
    const played = playTopic(topic({ a: 1, b: 1 }, { a: 1 }, { a: 1, b: null }), setting('DELTA', 'STRICT'));
    expect(played).toMatchObject({ breaking: 1, rules: new Map([['FIELD_REMOVED', 1]]), violations: [] });
  });
});

describe('a false alarm', () => {
  const change = (rule: Change['rule'], at: string[]): Change => ({
    rule,
    kind: 'TYPE',
    path: at,
    before: null,
    after: null,
    verdict: 'BREAKING',
    reason: 'r',
    remediation: 'r',
  });
  const alarms = (changes: Change[], record: unknown) =>
    falseAlarms(
      {
        verdict: 'BREAKING',
        changes,
        effectiveSchema: null,
        projection: [],
        warnings: [],
        factUpdates: [],
        problem: null,
      },
      { format: 'HUDI', table: tableOf({ n: 1, s: { t: 'x' }, l: [1.5] }), record },
    );

  it.each([
    ['a number that fits', 'TYPE_CHANGED', ['n'], { n: 2 }],
    ['a number as a text', 'TYPE_CHANGED', ['s', 't'], { s: { t: 2 } }],
    ['null in a struct', 'STRUCTURE_CHANGED', ['s'], { s: null }],
    ['a whole number in a list of fractions', 'TYPE_CHANGED', ['l', 'element'], { l: [1, 2.5] }],
    ['a new field with a good name', 'FIELD_NAME_INVALID', ['new'], { new: 1 }],
    ['a field that is there', 'FIELD_REMOVED', ['s', 't'], { s: { t: 'y' } }],
    ['a field of a struct that has no value', 'FIELD_REMOVED', ['s', 't'], { s: null }],
  ] as const)('is %s', (_what, rule, at, record) => {
    expect(alarms([change(rule, [...at])], record)).toHaveLength(1);
  });

  it.each([
    ['a fraction in whole numbers', 'TYPE_WIDENING_UNSUPPORTED', ['n'], { n: 1.5 }],
    ['an object for a text', 'STRUCTURE_CHANGED', ['s', 't'], { s: { t: {} } }],
    ['a text in a list of numbers', 'TYPE_CHANGED', ['l', 'element'], { l: [1, 'x'] }],
    ['a name that Avro cannot store', 'FIELD_NAME_INVALID', ['s', '+1'], { s: { '+1': 1 } }],
    ['a name that differs in case alone', 'CASE_COLLISION', ['N'], { N: 1 }],
    ['a field that is missing', 'FIELD_REMOVED', ['s', 't'], { s: {} }],
  ] as const)('is not %s', (_what, rule, at, record) => {
    expect(alarms([change(rule, [...at])], record)).toEqual([]);
  });
});

describe('a stored schema', () => {
  const check = (schemaString: string, partitionColumns: string[] = []) =>
    faultsOfSchema({ table: 't', partitionColumns, schemaString });
  const field = '{"name":"a","type":"long","nullable":true,"metadata":{}}';

  it('has no faults where it is what Spark writes', () => {
    expect(check(`{"type":"struct","fields":[${field}]}`)).toEqual([]);
  });

  it.each([
    ['is no schema', '{"type":"struct"}', 't: '],
    ['is printed in another way', `{"fields":[${field}],"type":"struct"}`, 't: prints back as another text'],
    ['has no fields', '{"type":"struct","fields":[]}', 't: is NONE, not INITIAL'],
  ])('has a fault where it %s', (_what, text, fault) => {
    expect(check(text)[0]).toContain(fault);
  });
});

describe('a report', () => {
  const played = playTopic(topic({ a: 1 }, { a: { x: 1 } }), setting('DELTA', 'TOLERANT'));

  it('shows a row for each play, and names what nobody defends', () => {
    const text = corpusReport(3, [played]);
    expect(text).toMatch(
      /\| `things` +\| DELTA +\| TOLERANT +\| 2 +\| 1 +\| 1 +\| 1 +\| `STRUCTURE_CHANGED` \(1\)/,
    );
    expect(text).toContain('3 schemas');
    expect(violationsOf([played])).toEqual(['things, DELTA, TOLERANT: nobody defends STRUCTURE_CHANGED']);
  });

  it('passes on what a play found', () => {
    expect(violationsOf([{ ...played, rules: new Map(), violations: ['record 1: x'] }])).toEqual([
      'things, DELTA, TOLERANT: record 1: x',
    ]);
  });
});

describe('a corpus', () => {
  it('is read from its directory, numbers as they are written', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'corpus-'));
    try {
      const schema = { table: 't', partitionColumns: [], schemaString: '{}' };
      await writeFile(path.join(directory, 'spark-struct-types.json'), JSON.stringify([schema]));
      await mkdir(path.join(directory, 'github-events'));
      await writeFile(path.join(directory, 'github-events', 'push.jsonl'), '{"a":1.0}\n\n{"b":2}\n');
      const { schemas, topics } = await readCorpus(directory);
      expect(schemas).toEqual([schema]);
      expect(topics).toMatchObject([{ name: 'push', lines: ['{"a":1.0}', '{"b":2}'] }]);
      expect(batchOf(topics[0]?.records[0]).schema.fields).toMatchObject([{ type: { name: 'double' } }]);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
