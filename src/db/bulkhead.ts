import { LockTimeout } from './errors.ts';

/** Somebody who waits for a place, first come first served. */
interface Waiter {
  readonly enter: () => void;
  readonly timer: NodeJS.Timeout;
}

interface Compartment {
  inside: number;
  readonly waiting: Waiter[];
}

/** Runs `work`, at most so many at once per key. Fails with LockTimeout when no place became free in time. */
export type Bulkhead = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Keeps one busy dataset from taking every connection while its callers wait for its lock: of each key only `places`
 * run at once, the others wait here, in order and for at most `waitMs`.
 */
export function createBulkhead({
  places,
  waitMs,
}: {
  readonly places: number;
  readonly waitMs: number;
}): Bulkhead {
  const compartments = new Map<string, Compartment>();
  return async (key, work) => {
    const compartment = compartments.get(key) ?? { inside: 0, waiting: [] };
    compartments.set(key, compartment);
    if (compartment.inside >= places) await placeIn(compartment, key, waitMs);
    else compartment.inside += 1;
    try {
      return await work();
    } finally {
      leave(compartment);
      if (compartment.inside === 0) compartments.delete(key);
    }
  };
}

function placeIn(compartment: Compartment, key: string, waitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      compartment.waiting.splice(compartment.waiting.indexOf(waiter), 1);
      reject(new LockTimeout(`No place for ${key} within ${waitMs} ms`));
    }, waitMs);
    const waiter: Waiter = { enter: resolve, timer };
    compartment.waiting.push(waiter);
  });
}

/** Hands the place on, or gives it up. */
function leave(compartment: Compartment): void {
  const next = compartment.waiting.shift();
  if (next === undefined) {
    compartment.inside -= 1;
    return;
  }
  clearTimeout(next.timer);
  next.enter();
}
