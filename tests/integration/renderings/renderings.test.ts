import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { z } from 'zod';
import type {
  RenderedChangeResponse,
  RenderedVersionResponse,
} from '../../../src/features/renderings/rendering.schemas.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { type Jobs, jobsOf, type Problem } from '../../support/jobs.ts';

let app: TestApp;
let jobs: Jobs;

type Rendered = Extract<z.output<typeof RenderedVersionResponse>, { script: string }>;
type Document = Extract<z.output<typeof RenderedVersionResponse>, { document: unknown }>;
type Change = z.output<typeof RenderedChangeResponse>;

/** An Iceberg table: created, a column added, one renamed, one dropped and added again. */
beforeAll(async () => {
  app = await createTestApp();
  jobs = jobsOf(app, 'parcels');
  await jobs.register({
    tableFormat: 'ICEBERG',
    mode: 'upsert',
    pkFields: ['parcel_id'],
    partitionKeys: ['country'],
    table: { catalog: 'lake', database: 'shop', name: 'parcels' },
    location: 's3a://lake/shop/parcels',
    description: "What's on its way",
    properties: { 'kafka.bootstrap.servers': 'kafka:9092' },
  });
  await jobs.evolve({
    ddl: "parcel_id BIGINT NOT NULL COMMENT 'printed on it', country STRING, town STRING, size STRUCT<w: INT, h: INT>",
    origin: 'DECLARED',
  });
  await jobs.ddl({ sql: 'ALTER TABLE parcels ADD COLUMNS (size.d INT, sent TIMESTAMP)' });
  await jobs.ddl({
    sql: 'ALTER TABLE parcels RENAME COLUMN town TO city',
    force: true,
    reason: 'It may be a village',
  });
  await jobs.ddl({ sql: 'ALTER TABLE parcels DROP COLUMN sent' });
  await jobs.ddl({ sql: 'ALTER TABLE parcels ADD COLUMN sent TIMESTAMP' });
});

afterAll(() => app.close());

describe('a version as SQL', () => {
  it('is the CREATE TABLE of an engine, and says of each statement whether it runs', async () => {
    const { status, body } = await jobs.get<Rendered>('/schema/versions/1/render?as=SPARK');
    expect(status).toBe(200);
    expect(body).toMatchObject({ as: 'SPARK', version: 1, warnings: [] });
    expect(body.statements.map(({ comment }) => comment)).toEqual([false]);
    expect(body.script).toBe(`CREATE TABLE lake.shop.parcels (
  parcel_id BIGINT NOT NULL COMMENT 'printed on it',
  country STRING,
  town STRING,
  size STRUCT<w: INT, h: INT>
)
USING iceberg
PARTITIONED BY (country)
LOCATION 's3a://lake/shop/parcels'
COMMENT 'What\\'s on its way';
`);
  });

  it('warns of what an engine calls otherwise', async () => {
    const { body } = await jobs.get<Rendered>('/schema/active/render?as=HIVE');
    expect(body).toMatchObject({
      version: 5,
      warnings: [{ code: 'NOT_NULL_LEFT_OUT', path: ['parcel_id'] }],
    });
  });

  it.each(['SPARK', 'TRINO', 'HIVE', 'FLINK', 'ICEBERG', 'AVRO', 'JSON_SCHEMA'])(
    'is answered with 304 as %s while nothing changed',
    async (as) => {
      const path = `/datasets/parcels/schema/active/render?as=${as}`;
      const first = await request(app.server).get(path);
      const etag = first.headers['etag'] ?? '';
      expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
      const again = await request(app.server).get(path).set('If-None-Match', etag);
      expect(again.status).toBe(304);
    },
  );

  it('refuses what is not there', async () => {
    const problem = async (path: string) => (await jobs.get<Problem>(path)).body.code;
    expect(await problem('/schema/versions/9/render?as=SPARK')).toBe('VERSION_NOT_FOUND');
    expect(await problem('/schema/versions/1/render?as=ORACLE')).toBe('INVALID_REQUEST');
    expect(await problem('/schema/versions/1/render')).toBe('INVALID_REQUEST');
    const bare = jobsOf(app, 'bare');
    await bare.register();
    expect((await bare.get<Problem>('/schema/active/render?as=SPARK')).body.code).toBe('NO_ACTIVE_SCHEMA');
    expect((await bare.get<Problem>('/schema/active/register?as=TRINO')).body.code).toBe('NO_ACTIVE_SCHEMA');
  });
});

describe('the way between two versions', () => {
  const statements = async (from: number, to: number, as: string) => {
    const { body } = await jobs.get<Change>(`/schema/diff/render?from=${from}&to=${to}&as=${as}`);
    return body.statements.map(({ sql }) => sql);
  };

  it('renames what was renamed on the way', async () => {
    expect(await statements(1, 4, 'SPARK')).toEqual([
      'ALTER TABLE lake.shop.parcels RENAME COLUMN town TO city',
      'ALTER TABLE lake.shop.parcels ADD COLUMNS (size.d INT)',
    ]);
    expect(await statements(1, 4, 'TRINO')).toEqual([
      'ALTER TABLE lake.shop.parcels RENAME COLUMN town TO city',
      'ALTER TABLE lake.shop.parcels ADD COLUMN size.d integer',
    ]);
  });

  it('goes backwards too', async () => {
    expect(await statements(3, 1, 'SPARK')).toEqual([
      'ALTER TABLE lake.shop.parcels DROP COLUMNS (sent, size.d)',
      'ALTER TABLE lake.shop.parcels RENAME COLUMN city TO town',
    ]);
  });

  it('drops and adds what was dropped on the way and came again', async () => {
    expect(await statements(3, 5, 'SPARK')).toEqual([
      'ALTER TABLE lake.shop.parcels DROP COLUMNS (sent)',
      'ALTER TABLE lake.shop.parcels ADD COLUMNS (sent TIMESTAMP)',
    ]);
    expect(await statements(3, 3, 'SPARK')).toEqual([]);
  });

  it('is what the diff tells jobs to run', async () => {
    const { body } = await jobs.get<{ apply: string[] }>('/schema/diff?from=1&to=4');
    expect(body.apply).toEqual(await statements(1, 4, 'SPARK'));
  });

  it('is what DDL tells to run', async () => {
    const { body } = await jobs.ddl({
      sql: 'ALTER TABLE parcels RENAME COLUMN city TO place',
      force: true,
      reason: 'Why not',
      dryRun: true,
    });
    expect(body.apply).toEqual(['ALTER TABLE lake.shop.parcels RENAME COLUMN city TO place']);
  });
});

describe('a version that never was active', () => {
  let parts: Jobs;

  beforeAll(async () => {
    parts = jobsOf(app, 'parts');
    await parts.register({ tableFormat: 'HUDI' });
    await parts.evolve({ ddl: 'id BIGINT, b STRING', origin: 'DECLARED' });
    await parts.evolveRefused({ ddl: 'id BOOLEAN', origin: 'DECLARED' });
  });

  it.each(['from=1&to=2', 'from=2&to=1'])('gives no statements to run for %s', async (query) => {
    const { status, body } = await parts.get<Problem>(`/schema/diff/render?${query}&as=SPARK`);
    expect([status, body.code]).toEqual([409, 'NEVER_ACTIVE']);
    expect(body.detail).toMatch(/^Version 2 is BLOCKED: it never was the schema of the table/);
    expect(body.detail).toContain('GET /datasets/parts/schema/diff');
  });

  it('gives the diff of it nothing to apply', async () => {
    const { body } = await parts.get<{ apply: string[] }>('/schema/diff?from=1&to=2');
    expect(body.apply).toEqual([
      '-- Version 2 is BLOCKED: it never was the schema of the table, so there is nothing to run.',
    ]);
  });

  it.each(['SPARK', 'JSON_SCHEMA'])('is shown as %s with a warning', async (as) => {
    const { body } = await parts.get<Rendered>(`/schema/versions/2/render?as=${as}`);
    expect(body.warnings).toContainEqual({
      code: 'NEVER_ACTIVE',
      path: null,
      message:
        'Version 2 is BLOCKED: it never was the schema of the table. This is what the table would be, not what it is.',
    });
    expect((await parts.get<Rendered>(`/schema/versions/1/render?as=${as}`)).body.warnings).toEqual([]);
  });

  it('says in comments too which call helps', async () => {
    const { body } = await parts.get<Rendered>('/schema/active/register?as=SPARK');
    expect(body.script).toContain('set location (PATCH /datasets/parts)');
    expect(body.warnings).toMatchObject([{ message: expect.stringContaining('(PATCH /datasets/parts)') }]);
  });
});

describe('a version for other systems', () => {
  const document = async (version: number, as: string) => {
    const { body } = await jobs.get<Document>(`/schema/versions/${version}/render?as=${as}`);
    return body;
  };
  const idsOf = (body: Document) =>
    Object.fromEntries(
      (body.document['fields'] as { name: string; id: number }[]).map(({ name, id }) => [name, id]),
    );

  it('has the ids of Iceberg: kept by a rename, and never given again', async () => {
    expect(idsOf(await document(1, 'ICEBERG'))).toEqual({ parcel_id: 1, country: 2, town: 3, size: 4 });
    expect(idsOf(await document(2, 'ICEBERG'))).toMatchObject({ size: 4, sent: 8 });
    expect(idsOf(await document(3, 'ICEBERG'))).toMatchObject({ city: 3, sent: 8 });
    expect(idsOf(await document(5, 'ICEBERG'))).toMatchObject({ city: 3, size: 4, sent: 9 });
    expect((await document(5, 'ICEBERG')).document['identifier-field-ids']).toEqual([1]);
  });

  it('is an Avro record, and a JSON Schema', async () => {
    expect((await document(1, 'AVRO')).document).toMatchObject({
      type: 'record',
      name: 'parcels',
      namespace: 'lake.shop',
      fields: [{ name: 'parcel_id', type: 'long' }, { name: 'country', type: ['null', 'string'] }, {}, {}],
    });
    expect((await document(1, 'JSON_SCHEMA')).document).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: ['parcel_id'],
      properties: { town: { type: ['string', 'null'] } },
    });
  });
});

describe('registration', () => {
  it('calls the procedure of Trino', async () => {
    const { body } = await jobs.get<Rendered>('/schema/active/register?as=TRINO');
    expect(body.statements).toEqual([
      expect.objectContaining({ comment: true }),
      {
        sql: "CALL lake.system.register_table(schema_name => 'shop', table_name => 'parcels', table_location => 's3a://lake/shop/parcels')",
        comment: false,
      },
    ]);
  });

  it("is Flink's source, sink and the way between them", async () => {
    const { body } = await jobs.get<Rendered>('/schema/active/register?as=FLINK');
    const running = body.statements.filter(({ comment }) => !comment).map(({ sql }) => sql.split('\n')[0]);
    expect(running).toEqual([
      'CREATE TEMPORARY TABLE `parcels_source` (',
      'CREATE TABLE IF NOT EXISTS `lake`.`shop`.`parcels` (',
      expect.stringMatching(/^INSERT INTO `lake`\.`shop`\.`parcels` \(`parcel_id`, /),
    ]);
  });
});
