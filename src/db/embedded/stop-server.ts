import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './postmaster.ts';

const FAST_MS = 10_000;
const IMMEDIATE_MS = 5_000;
const POLL_MS = 20;

/** Asks for a fast shutdown (open transactions are rolled back), then for an immediate one (recovered at next start). */
export async function stopServer(pid: number, data: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
  ] as const) {
    if (!send(pid, signal)) return;
    for (const deadline = Date.now() + patience; Date.now() < deadline;) {
      if (!(await isRunning(pid, data))) return;
      await sleep(POLL_MS);
    }
  }
  throw new Error(`The embedded database (process ${pid}) does not stop`);
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
