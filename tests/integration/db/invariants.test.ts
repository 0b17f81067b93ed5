import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database, type Transaction } from '../../../src/db/client.ts';
import { violatedConstraint } from '../../../src/db/errors.ts';
import { inTransaction } from '../../../src/db/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { blockedRow, datasetRow, versionRow } from '../../support/rows.ts';

let test: TestDatabase;
let database: Database;
let id: number;

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase({ url: test.url, poolSize: 4, connectTimeoutMs: 2_000 });
});

afterAll(async () => {
  await database.close();
  await test.drop();
});

beforeEach(async () => {
  await database.prisma.dataset.deleteMany();
  ({ id } = await database.prisma.dataset.create({ data: datasetRow('orders') }));
});

/** Name of the constraint that refused the work; null when it was committed. */
async function refusal(work: (tx: Transaction) => Promise<unknown>): Promise<string | null> {
  const failure = await inTransaction(database, work).then(
    () => null,
    (error: unknown) => error,
  );
  if (failure === null) return null;
  const constraint = violatedConstraint(failure);
  if (constraint === null) throw new Error('The work failed for another reason', { cause: failure });
  return constraint;
}

/** All that a decision records. */
function decided(status: 'APPROVED' | 'REJECTED' | 'RESOLVED') {
  const by = {
    decidedAt: new Date(),
    decidedByType: 'API_KEY',
    decidedByName: 'alice',
    decisionReason: 'a test',
  };
  return { status, ...by, ledToVersion: status === 'APPROVED' ? 9 : null };
}

/** Makes a version active and lets the dataset point at it. */
async function activate(tx: Transaction, version: number): Promise<number> {
  await tx.schemaVersion.updateMany({
    where: { datasetId: id, status: 'ACTIVE' },
    data: { status: 'OBSOLETE', validTo: new Date() },
  });
  const created = await tx.schemaVersion.create({ data: versionRow(id, version) });
  await tx.dataset.update({ where: { id }, data: { activeSchemaVersionId: created.id } });
  return created.id;
}

describe('a dataset', () => {
  it.each([
    ['a name that starts with a digit', { name: '9orders', nameKey: '9orders' }, 'datasets_name_valid'],
    ['a name with a space', { name: 'my orders', nameKey: 'my orders' }, 'datasets_name_valid'],
    ['a name of 129 characters', { name: 'a'.repeat(129), nameKey: 'a'.repeat(129) }, 'datasets_name_valid'],
    [
      'a key that is not the name in lower case',
      { name: 'Users', nameKey: 'Users' },
      'datasets_name_key_is_lower_case',
    ],
    ['a name that is taken in another case', { name: 'ORDERS' }, 'datasets_name_key_unique'],
    [
      'no keys in upsert mode',
      { mode: 'upsert' as const, name: 'u', nameKey: 'u' },
      'datasets_upsert_has_keys',
    ],
    ['revision 0', { revision: 0, name: 'r', nameKey: 'r' }, 'datasets_revision_positive'],
    ['labels that are a list', { labels: [], name: 'l', nameKey: 'l' }, 'datasets_json_objects'],
  ])('is refused with %s', async (_, difference, constraint) => {
    const work = (tx: Transaction) => tx.dataset.create({ data: { ...datasetRow('orders'), ...difference } });
    expect(await refusal(work)).toBe(constraint);
  });
});

describe('version numbers', () => {
  it('begin at 1 and leave no gap', async () => {
    expect(await refusal((tx) => activate(tx, 2))).toBe('schema_versions_contiguous');
    expect(await refusal((tx) => activate(tx, 1))).toBeNull();
    expect(await refusal((tx) => activate(tx, 3))).toBe('schema_versions_contiguous');
    expect(await refusal((tx) => activate(tx, 2))).toBeNull();
  });

  it('are not used twice by transactions that both read the same maximum', async () => {
    const outcomes = await Promise.all(
      [1, 2].map(() =>
        refusal((tx) => tx.schemaVersion.create({ data: blockedRow(id, 1, crypto.randomUUID()) })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
  });

  it('stay taken: a version goes only together with its dataset', async () => {
    await inTransaction(database, (tx) => activate(tx, 1));
    expect(await refusal((tx) => tx.schemaVersion.deleteMany())).toBe('schema_versions_immutable');
    expect(await refusal((tx) => tx.dataset.delete({ where: { id } }))).toBeNull();
    expect(await database.prisma.schemaVersion.count()).toBe(0);
  });
});

describe('the active version', () => {
  it('is one at most', async () => {
    await inTransaction(database, (tx) => activate(tx, 1));
    const work = (tx: Transaction) => tx.schemaVersion.create({ data: versionRow(id, 2) });
    expect(await refusal(work)).toBe('schema_versions_one_active');
  });

  it('is what the dataset points at when the transaction commits', async () => {
    const unnamed = (tx: Transaction) => tx.schemaVersion.create({ data: versionRow(id, 1) });
    expect(await refusal(unnamed)).toBe('datasets_active_version_matches');
    await inTransaction(database, (tx) => activate(tx, 1));
    const forgotten = (tx: Transaction) =>
      tx.dataset.update({ where: { id }, data: { activeSchemaVersionId: null } });
    expect(await refusal(forgotten)).toBe('datasets_active_version_matches');
    const retired = (tx: Transaction) =>
      tx.schemaVersion.updateMany({ data: { status: 'OBSOLETE', validTo: new Date() } });
    expect(await refusal(retired)).toBe('datasets_active_version_matches');
  });

  it('cannot be one of another dataset', async () => {
    const active = await inTransaction(database, (tx) => activate(tx, 1));
    const work = async (tx: Transaction) => {
      await tx.dataset.update({ where: { id }, data: { activeSchemaVersionId: null } });
      await tx.dataset.create({ data: { ...datasetRow('other'), activeSchemaVersionId: active } });
    };
    expect(await refusal(work)).toBe('datasets_active_version_matches');
  });
});

describe('a schema version', () => {
  it.each([
    ['schema', { schemaJson: '{}' }],
    ['number', { version: 7 }],
    ['fingerprint', { fingerprint: 'other' }],
    ['origin', { origin: 'DDL' as const }],
    ['changes', { changes: [1] }],
    ['author', { actorName: 'somebody else' }],
    ['time', { createdAt: new Date() }],
    ['base', { baseVersion: 1 }],
    ['null-only paths', { nullOnlyPaths: [['a']] }],
    ['descent', { derivedFromVersion: 1 }],
  ])('never changes its %s', async (_, data) => {
    await inTransaction(database, (tx) => activate(tx, 1));
    expect(await refusal((tx) => tx.schemaVersion.updateMany({ data }))).toBe('schema_versions_immutable');
  });

  it('never becomes active again', async () => {
    await inTransaction(database, (tx) => activate(tx, 1));
    await inTransaction(database, (tx) => activate(tx, 2));
    const work = (tx: Transaction) =>
      tx.schemaVersion.updateMany({ where: { version: 1 }, data: { status: 'ACTIVE', validTo: null } });
    expect(await refusal(work)).toBe('schema_versions_immutable');
  });

  it.each(['ACTIVE', 'OBSOLETE'] as const)('does not become %s after having been blocked', async (status) => {
    await database.prisma.schemaVersion.create({ data: blockedRow(id, 1, 'p') });
    expect(await refusal((tx) => tx.schemaVersion.updateMany({ data: { status } }))).toBe(
      'schema_versions_transition',
    );
  });

  it.each(['APPROVED', 'REJECTED', 'RESOLVED'] as const)(
    'becomes %s after having been blocked',
    async (status) => {
      await database.prisma.schemaVersion.create({ data: blockedRow(id, 1, 'p') });
      expect(await refusal((tx) => tx.schemaVersion.updateMany({ data: decided(status) }))).toBeNull();
    },
  );

  it.each(['APPROVED', 'RESOLVED'] as const)('becomes %s after having been rejected', async (status) => {
    await database.prisma.schemaVersion.create({ data: blockedRow(id, 1, 'p') });
    await database.prisma.schemaVersion.updateMany({ data: decided('REJECTED') });
    expect(await refusal((tx) => tx.schemaVersion.updateMany({ data: decided(status) }))).toBeNull();
  });

  it.each(['BLOCKED', 'REJECTED'] as const)(
    'does not become %s after having been approved',
    async (status) => {
      await database.prisma.schemaVersion.create({ data: blockedRow(id, 1, 'p') });
      await database.prisma.schemaVersion.updateMany({ data: decided('APPROVED') });
      expect(await refusal((tx) => tx.schemaVersion.updateMany({ data: { status } }))).toBe(
        'schema_versions_transition',
      );
    },
  );

  it('names its problem exactly when it was blocked', async () => {
    const nameless = (tx: Transaction) =>
      tx.schemaVersion.create({ data: { ...blockedRow(id, 1, 'p'), problemKey: null } });
    expect(await refusal(nameless)).toBe('schema_versions_problem_is_breaking');
  });
});

describe('a problem', () => {
  it('has one open record at most, a rejected one included', async () => {
    await database.prisma.schemaVersion.create({ data: blockedRow(id, 1, 'p') });
    const again = (tx: Transaction) => tx.schemaVersion.create({ data: blockedRow(id, 2, 'p') });
    expect(await refusal(again)).toBe('schema_versions_one_open_problem');
    await database.prisma.schemaVersion.updateMany({ data: decided('REJECTED') });
    expect(await refusal(again)).toBe('schema_versions_one_open_problem');
  });

  it('may come back after it was resolved', async () => {
    await database.prisma.schemaVersion.create({ data: blockedRow(id, 1, 'p') });
    await database.prisma.schemaVersion.updateMany({ data: decided('RESOLVED') });
    expect(await refusal((tx) => tx.schemaVersion.create({ data: blockedRow(id, 2, 'p') }))).toBeNull();
  });
});

describe('a decision', () => {
  it.each([
    ['when', { decidedAt: null }],
    ['who, by type', { decidedByType: null }],
    ['who, by name', { decidedByName: null }],
    ['why', { decisionReason: null }],
  ])('is refused where it does not say %s', async (_, missing) => {
    await database.prisma.schemaVersion.create({ data: blockedRow(id, 1, 'p') });
    const work = (tx: Transaction) =>
      tx.schemaVersion.updateMany({ data: { ...decided('REJECTED'), ...missing } });
    expect(await refusal(work)).toBe('schema_versions_decided');
  });

  it('says where it led exactly when it is an approval', async () => {
    await database.prisma.schemaVersion.create({ data: blockedRow(id, 1, 'p') });
    const led =
      (status: 'APPROVED' | 'REJECTED' | 'RESOLVED', ledToVersion: number | null) => (tx: Transaction) =>
        tx.schemaVersion.updateMany({ data: { ...decided(status), ledToVersion } });
    expect(await refusal(led('APPROVED', null))).toBe('schema_versions_decided');
    expect(await refusal(led('REJECTED', 2))).toBe('schema_versions_decided');
    expect(await refusal(led('RESOLVED', 2))).toBe('schema_versions_decided');
    expect(await refusal(led('APPROVED', 1))).toBe('schema_versions_earlier_versions');
    expect(await refusal(led('APPROVED', 2))).toBeNull();
  });

  it('is about nothing that is active or waits', async () => {
    await inTransaction(database, (tx) => activate(tx, 1));
    const decision = { ...decided('REJECTED'), status: 'ACTIVE' as const };
    expect(await refusal((tx) => tx.schemaVersion.updateMany({ data: decision }))).toBe(
      'schema_versions_decided',
    );
  });

  it.each([
    ['resolutions', { resolutions: {} }],
    ['null-only paths', { nullOnlyPaths: {} }],
  ])('is refused where its %s are no list', async (_, data) => {
    const work = (tx: Transaction) =>
      tx.schemaVersion.create({ data: { ...blockedRow(id, 1, 'p'), ...data } });
    expect(await refusal(work)).toBe('schema_versions_decision_shapes');
  });
});

describe('a version', () => {
  it.each([
    ['its base', { baseVersion: 1 }],
    ['the one it was derived from', { derivedFromVersion: 1 }],
  ])('is later than %s', async (_, data) => {
    const work = (tx: Transaction) =>
      tx.schemaVersion.create({ data: { ...blockedRow(id, 1, 'p'), ...data } });
    expect(await refusal(work)).toBe('schema_versions_earlier_versions');
  });
});

describe('an acknowledgement', () => {
  const applied = {
    appliedAt: new Date(),
    appliedByType: 'API_KEY',
    appliedByName: 'spark',
    appliedCommit: '7',
  };

  it('is of a version that is or was active', async () => {
    await inTransaction(database, (tx) => activate(tx, 1));
    expect(await refusal((tx) => tx.schemaVersion.updateMany({ data: applied }))).toBeNull();
    await inTransaction(database, (tx) => activate(tx, 2));
    await database.prisma.schemaVersion.create({ data: blockedRow(id, 3, 'p') });
    const work = (tx: Transaction) => tx.schemaVersion.updateMany({ where: { version: 3 }, data: applied });
    expect(await refusal(work)).toBe('schema_versions_applied');
  });

  it.each([
    ['when', { appliedAt: null }],
    ['who, by type', { appliedByType: null }],
    ['who, by name', { appliedByName: null }],
  ])('is refused where it does not say %s', async (_, missing) => {
    await inTransaction(database, (tx) => activate(tx, 1));
    const work = (tx: Transaction) => tx.schemaVersion.updateMany({ data: { ...applied, ...missing } });
    expect(await refusal(work)).toBe('schema_versions_applied');
  });
});

describe('a column', () => {
  it.each([
    ['a new name', { renamedTo: 'city' }],
    ['an arrival', { arrivedVersion: 1 }],
  ])('has %s only once it is gone', async (_, data) => {
    const row = {
      datasetId: id,
      path: 'town',
      pathHash: createHash('sha256').update('town').digest('hex'),
      steps: ['town'],
      type: '"string"',
      addedVersion: 1,
      changedVersion: 1,
      ...data,
    };
    expect(await refusal((tx) => tx.datasetColumn.create({ data: row }))).toBe('dataset_columns_tombstone');
    expect(
      await refusal((tx) => tx.datasetColumn.create({ data: { ...row, droppedVersion: 1 } })),
    ).toBeNull();
  });
});

describe('an event', () => {
  it.each([
    ['changed', (tx: Transaction) => tx.event.updateMany({ data: { type: 'other' } })],
    ['deleted', (tx: Transaction) => tx.event.deleteMany()],
    ['truncated', (tx: Transaction) => tx.$executeRaw`TRUNCATE events`],
  ])('is never %s', async (_, work) => {
    await database.prisma.event.create({ data: { type: 'test', actorType: 'SYSTEM', actorName: 'test' } });
    expect(await refusal(work)).toBe('events_append_only');
  });

  it('outlives its dataset', async () => {
    await database.prisma.event.create({
      data: { type: 'outlives', datasetId: id, actorType: 'SYSTEM', actorName: 'test' },
    });
    await database.prisma.dataset.delete({ where: { id } });
    expect(await database.prisma.event.count({ where: { type: 'outlives' } })).toBe(1);
  });
});

describe('column facts', () => {
  it('are found by an index that holds only what differs from the default', async () => {
    const rows = await database.prisma
      .$queryRaw`SELECT indexdef FROM pg_indexes WHERE indexname = 'dataset_columns_facts'`;
    expect(rows).toEqual([{ indexdef: expect.stringContaining('WHERE (pinned OR') }]);
  });
});
