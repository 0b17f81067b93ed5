import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createDatabase, type Database, type Transaction } from '../../../src/db/client.ts';
import {
  ConcurrencyExhausted,
  DatabaseUnavailable,
  isUnavailable,
  LockTimeout,
  violatedConstraint,
} from '../../../src/db/errors.ts';
import { inTransaction } from '../../../src/db/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { datasetRow, versionRow } from '../../support/rows.ts';

let test: TestDatabase;
let database: Database;
let id: number;

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase({ url: test.url, poolSize: 4, connectTimeoutMs: 2_000, lockTimeoutMs: 200 });
});

afterAll(async () => {
  await database.close();
  await test.drop();
});

beforeEach(async () => {
  await database.prisma.dataset.deleteMany();
  ({ id } = await database.prisma.dataset.create({ data: datasetRow('orders') }));
});

function setRevision(tx: Transaction, revision: number) {
  return tx.dataset.update({ where: { id }, data: { revision } });
}

/** Reads, lets somebody else change what was read, then writes: what a serializable transaction must refuse. */
async function collideInTheMiddle(tx: Transaction): Promise<void> {
  await tx.dataset.findMany();
  await setRevision(database.prisma, 5);
  await setRevision(tx, 6);
}

/** Write skew, which is only found when the second of the two commits. */
async function collideAtCommit(tx: Transaction): Promise<void> {
  await tx.dataset.count({ where: { mode: 'append' } });
  await tx.dataset.create({ data: datasetRow('mine') });
  await database.prisma.$transaction(
    async (other) => {
      await other.dataset.count({ where: { mode: 'append' } });
      await other.dataset.create({ data: datasetRow('theirs') });
    },
    { isolationLevel: 'Serializable' },
  );
}

const once = { isolation: 'Serializable', attempts: 1 } as const;

describe('inTransaction', () => {
  it('commits what the work did', async () => {
    await inTransaction(database, (tx) => setRevision(tx, 2));
    expect((await database.prisma.dataset.findUniqueOrThrow({ where: { id } })).revision).toBe(2);
  });

  it('rolls back and rethrows what the work throws', async () => {
    const failure = new Error('no');
    const work = async (tx: Transaction) => {
      await setRevision(tx, 2);
      throw failure;
    };
    await expect(inTransaction(database, work)).rejects.toBe(failure);
    expect((await database.prisma.dataset.findUniqueOrThrow({ where: { id } })).revision).toBe(1);
  });

  it.each([
    ['in the middle', collideInTheMiddle],
    ['at commit', collideAtCommit],
    [
      'in a statement of our own',
      async (tx: Transaction) => {
        await tx.dataset.findMany();
        await setRevision(database.prisma, 5);
        await tx.$executeRaw`UPDATE datasets SET revision = 6`;
      },
    ],
  ])('does the work again after a serialization failure %s', async (_, collide) => {
    let attempts = 0;
    const work = async (tx: Transaction) => {
      attempts += 1;
      if (attempts === 1) await collide(tx);
      return attempts;
    };
    expect(await inTransaction(database, work, { isolation: 'Serializable', random: () => 0 })).toBe(2);
  });

  it('does the work again after a deadlock', async () => {
    const other = await database.prisma.dataset.create({ data: datasetRow('other') });
    const patient = createDatabase({
      url: test.url,
      poolSize: 4,
      connectTimeoutMs: 2_000,
      lockTimeoutMs: 10_000,
    });
    const meeting = meetingOfTwo();
    const lockBoth = (first: number, second: number) =>
      inTransaction(patient, async (tx) => {
        await tx.$executeRaw`UPDATE datasets SET revision = revision + 1 WHERE id = ${first}`;
        await meeting();
        await tx.$executeRaw`UPDATE datasets SET revision = revision + 1 WHERE id = ${second}`;
      });
    await Promise.all([lockBoth(id, other.id), lockBoth(other.id, id)]);
    const revisions = await patient.prisma.dataset.findMany({ select: { revision: true } });
    await patient.close();
    expect(revisions).toEqual([{ revision: 3 }, { revision: 3 }]);
  });

  it.each([
    ['in the middle', collideInTheMiddle],
    ['at commit', collideAtCommit],
  ])('gives up when every attempt collides %s', async (_, collide) => {
    await expect(inTransaction(database, collide, once)).rejects.toThrow(ConcurrencyExhausted);
  });

  it('says so when a lock is not released in time', async () => {
    await inTransaction(database, async (holder) => {
      await holder.$queryRaw`SELECT id FROM datasets FOR UPDATE`;
      await expect(inTransaction(database, (tx) => setRevision(tx, 2))).rejects.toThrow(LockTimeout);
    });
  });

  it('says that the database is unavailable when no connection is free in time', async () => {
    const single = createDatabase({ url: test.url, poolSize: 1, connectTimeoutMs: 100 });
    await inTransaction(single, async () => {
      await expect(inTransaction(single, (tx) => setRevision(tx, 2))).rejects.toThrow(DatabaseUnavailable);
    });
    await single.close();
  });

  it('says that the database is unavailable when the connection is lost on the way, and works again after', async () => {
    const work = async (tx: Transaction) => {
      const [session] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await terminate(session?.pid ?? 0);
      await tx.dataset.findMany();
    };
    await expect(inTransaction(database, work)).rejects.toThrow(DatabaseUnavailable);
    await inTransaction(database, (tx) => setRevision(tx, 2));
  });
});

describe('isUnavailable', () => {
  it.each([
    ['nobody listens', 'postgresql://metastore@127.0.0.1:1/metastore'],
    ['the name does not resolve', 'postgresql://metastore@no-such-host.invalid/metastore'],
    ['the database does not exist', ''],
  ])('is true when %s', async (_, url) => {
    const missing = new URL(test.url);
    missing.pathname = '/no_such_database';
    const nowhere = createDatabase({
      url: url === '' ? missing.href : url,
      poolSize: 1,
      connectTimeoutMs: 1_000,
    });
    const failures = await Promise.all([
      nowhere.prisma.dataset.findMany().catch((error: unknown) => error),
      nowhere.prisma.$queryRaw`SELECT 1`.catch((error: unknown) => error),
      nowhere.ping(1_000).catch((error: unknown) => error),
    ]);
    await nowhere.close();
    expect(failures.map(isUnavailable)).toEqual([true, true, true]);
  });

  it('is false for a statement that the database refuses', async () => {
    const failure = await database.prisma.$queryRaw`SELECT 1/0`.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(isUnavailable(failure)).toBe(false);
  });
});

describe('violatedConstraint', () => {
  it('names a unique index, of the client and of plain SQL', async () => {
    const byClient = await database.prisma.dataset
      .create({ data: datasetRow('orders') })
      .catch((error: unknown) => error);
    const bySql = await database.prisma.$executeRaw`UPDATE datasets SET name = 'x', name_key = 'X'`.catch(
      (error: unknown) => error,
    );
    expect(violatedConstraint(byClient)).toBe('datasets_name_key_unique');
    expect(violatedConstraint(bySql)).toBe('datasets_name_key_is_lower_case');
  });

  it('names what fails at commit', async () => {
    const work = (tx: Transaction) => tx.schemaVersion.create({ data: versionRow(id, 1) });
    const failure = await inTransaction(database, work).catch((error: unknown) => error);
    expect(violatedConstraint(failure)).toBe('datasets_active_version_matches');
  });

  it('is null for anything else', () => {
    expect(violatedConstraint(new Error('constraint "x"'))).toBeNull();
    expect(violatedConstraint(null)).toBeNull();
  });
});

describe('a session', () => {
  it('is in UTC whatever the server prefers', async () => {
    const url = new URL(test.url);
    url.searchParams.set('options', '-c TimeZone=Asia/Tokyo');
    const elsewhere = createDatabase({ url: url.href, poolSize: 1, connectTimeoutMs: 2_000 });
    const rows = await elsewhere.prisma
      .$queryRaw`SELECT current_setting('TimeZone') AS zone, current_setting('application_name') AS name`;
    await elsewhere.close();
    expect(rows).toEqual([{ zone: 'UTC', name: 'metastore' }]);
  });
});

/** Each of two callers waits for the other, the first time. */
function meetingOfTwo(): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived === 2) open();
    return both;
  };
}

async function terminate(pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await client.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
  await client.end();
}
