import { describe, expect, it } from '@jest/globals';
import { createHealthService, type HealthDependencies } from '../../../src/features/health/health.service.ts';

function service(more: Partial<HealthDependencies> = {}) {
  return createHealthService({
    version: '1.2.3',
    now: () => 0,
    isDraining: () => false,
    ping: () => Promise.resolve(),
    countPendingMigrations: () => Promise.resolve(0),
    ...more,
  });
}

describe('the health check', () => {
  it('reports a database that answers and has every migration', async () => {
    expect(await service().check()).toEqual({
      database: 'connected',
      migrations: 'applied',
      reason: null,
      version: '1.2.3',
      uptimeSeconds: 0,
      draining: false,
    });
  });

  it('reports a database that does not answer by the code of the error alone', async () => {
    const ping = () =>
      Promise.reject(Object.assign(new Error('connect to db.internal as admin'), { code: 'ECONNREFUSED' }));
    expect(await service({ ping }).check()).toMatchObject({
      database: 'unreachable',
      migrations: 'unknown',
      reason: 'The database does not answer (ECONNREFUSED).',
    });
  });

  it('asks nothing else of a database that does not answer', async () => {
    let asked = 0;
    const countPendingMigrations = () => Promise.resolve((asked += 1));
    await service({ ping: () => Promise.reject(new Error('down')), countPendingMigrations }).check();
    expect(asked).toBe(0);
  });

  it('reports pending migrations', async () => {
    const report = await service({ countPendingMigrations: () => Promise.resolve(1) }).check();
    expect(report).toMatchObject({ database: 'connected', migrations: 'pending', reason: null });
  });

  it('does not take migrations that it cannot read for applied ones', async () => {
    const countPendingMigrations = () => Promise.reject(new Error('the history does not fit'));
    expect(await service({ countPendingMigrations }).check()).toMatchObject({ migrations: 'unknown' });
  });

  it('is shared by all who ask while it runs, and made anew for who asks later', async () => {
    let pings = 0;
    const { check } = service({
      ping: () => {
        pings += 1;
        return Promise.resolve();
      },
    });
    await Promise.all([check(), check(), check()]);
    expect(pings).toBe(1);
    await check();
    expect(pings).toBe(2);
  });

  it('remembers for a while that the migrations are applied, but never that they are not', async () => {
    let time = 0;
    let pending = 1;
    let asked = 0;
    const countPendingMigrations = () => {
      asked += 1;
      return Promise.resolve(pending);
    };
    const { check } = service({ now: () => time, countPendingMigrations });
    expect(await check()).toMatchObject({ migrations: 'pending' });
    pending = 0;
    expect(await check()).toMatchObject({ migrations: 'applied' });
    await check();
    expect(asked).toBe(2);
    time += 30_000;
    await check();
    expect(asked).toBe(3);
  });

  it('counts full seconds since the start', async () => {
    let time = 10_000;
    const { check } = service({ now: () => time });
    time += 2_999;
    expect(await check()).toMatchObject({ uptimeSeconds: 2 });
  });
});
