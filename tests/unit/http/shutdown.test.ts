import { describe, expect, it } from '@jest/globals';
import { runShutdown, type ShutdownPhase } from '../../../src/http/shutdown.ts';

const silent = { info: () => undefined, error: () => undefined };
const never = () => new Promise<void>(() => undefined);

function phase(name: string, journal: string[], more: Partial<ShutdownPhase> = {}): ShutdownPhase {
  return {
    name,
    deadlineMs: 10_000,
    run: () => {
      journal.push(name);
      return Promise.resolve();
    },
    ...more,
  };
}

describe('runShutdown', () => {
  it('runs the phases in order, each after the one before has ended', async () => {
    const journal: string[] = [];
    const slow = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      journal.push('slow');
    };
    const clean = await runShutdown([phase('slow', journal, { run: slow }), phase('last', journal)], silent);
    expect(journal).toEqual(['slow', 'last']);
    expect(clean).toBe(true);
  });

  it('gives up on a phase that does not end, and goes on', async () => {
    const journal: string[] = [];
    const hanging = phase('hanging', journal, {
      deadlineMs: 1,
      run: never,
      giveUp: () => {
        journal.push('gave up');
      },
    });
    expect(await runShutdown([hanging, phase('last', journal)], silent)).toBe(false);
    expect(journal).toEqual(['gave up', 'last']);
  });

  it('goes on after a phase that fails', async () => {
    const journal: string[] = [];
    const failing = phase('failing', journal, { run: () => Promise.reject(new Error('no')) });
    expect(await runShutdown([failing, phase('last', journal)], silent)).toBe(false);
    expect(journal).toEqual(['last']);
  });
});
