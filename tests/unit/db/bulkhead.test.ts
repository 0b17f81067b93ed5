import { describe, expect, it } from '@jest/globals';
import { createBulkhead } from '../../../src/db/bulkhead.ts';
import { LockTimeout } from '../../../src/db/errors.ts';

/** Work that goes on until it is told to end. */
function heldWork() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
  };
  return { work, ends, running: () => running, most: () => most };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a bulkhead', () => {
  it('runs so many at once per key, and the others in the order they came', async () => {
    const bulkhead = createBulkhead({ places: 2, waitMs: 10_000 });
    const { work, ends, running, most } = heldWork();
    const all = Promise.all(Array.from({ length: 5 }, () => bulkhead('orders', work)));
    for (let done = 0; done < 5; done += 1) {
      await turn();
      expect(running()).toBe(Math.min(2, 5 - done));
      ends[done]?.();
    }
    await all;
    expect(most()).toBe(2);
  });

  it('lets other keys pass', async () => {
    const bulkhead = createBulkhead({ places: 1, waitMs: 10_000 });
    const { work, ends } = heldWork();
    const held = bulkhead('orders', work);
    await expect(bulkhead('payments', () => Promise.resolve('done'))).resolves.toBe('done');
    ends[0]?.();
    await held;
  });

  it('gives up after the time that one may wait, and keeps the place of the others', async () => {
    const bulkhead = createBulkhead({ places: 1, waitMs: 20 });
    const { work, ends } = heldWork();
    const held = bulkhead('orders', work);
    await expect(bulkhead('orders', () => Promise.resolve())).rejects.toBeInstanceOf(LockTimeout);
    ends[0]?.();
    await held;
    await expect(bulkhead('orders', () => Promise.resolve('next'))).resolves.toBe('next');
  });

  it('frees the place of work that fails', async () => {
    const bulkhead = createBulkhead({ places: 1, waitMs: 1_000 });
    await expect(bulkhead('orders', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(bulkhead('orders', () => Promise.resolve('next'))).resolves.toBe('next');
  });
});
