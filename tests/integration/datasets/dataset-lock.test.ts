import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction } from '../../../src/db/transaction.ts';
import { lockDataset } from '../../../src/features/datasets/dataset.repository.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { get, patch, registered } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** Resolves once somebody waits for a lock that the session of this process id holds. */
async function somebodyWaitsFor(pid: number): Promise<void> {
  for (;;) {
    const waiting = await app.context.database.prisma.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) AS count FROM pg_stat_activity WHERE ${pid}::int = ANY (pg_blocking_pids(pid))`;
    if (waiting[0]?.count === 1n) return;
    await sleep(5);
  }
}

describe('lockDataset', () => {
  it('makes a patch wait, and then act on what the holder left', async () => {
    const { id, name } = await registered(app, { labels: { seen: 'before' } });
    const order: string[] = [];
    const patched = await inTransaction(app.context.database, async (tx) => {
      const held = await lockDataset(tx, name);
      expect(held).toMatchObject({ id, name });
      const pids = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      const waiting = patch(app, id, { labels: { mine: 'after' } }).then((answer) => {
        order.push('patched');
        return answer;
      });
      await somebodyWaitsFor(pids[0]?.pid ?? 0);
      order.push('released');
      await tx.dataset.update({ where: { id }, data: { labels: { seen: 'under the lock' }, revision: 2 } });
      return { waiting };
    });
    expect((await patched.waiting).body).toMatchObject({
      labels: { seen: 'under the lock', mine: 'after' },
      revision: 3,
    });
    expect(order).toEqual(['released', 'patched']);
  });

  it('is one per dataset: another one is patched meanwhile', async () => {
    const { name } = await registered(app);
    const other = await registered(app);
    await inTransaction(app.context.database, async (tx) => {
      await lockDataset(tx, name);
      await patch(app, other.name, { owner: 'me' }).expect(200);
      await get(app, `/datasets/${name}`).expect(200);
    });
  });

  it.each(['nobody', '999999', '2147483648', '', 'a\0'])('finds nothing to lock at %j', async (ref) => {
    expect(await inTransaction(app.context.database, (tx) => lockDataset(tx, ref))).toBeNull();
  });
});
