/** Milliseconds of one call each, after calls that are not counted. */
export function timesOf(call: () => void, { warmUp, runs }: { warmUp: number; runs: number }): number[] {
  for (let run = 0; run < warmUp; run += 1) call();
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export interface Load {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** Callers that each go on as soon as they have an answer, for a bounded time. */
export async function loadOf(call: () => Promise<void>, callers: number, forMs: number): Promise<Load> {
  for (let warm = 0; warm < 50; warm += 1) await call();
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() - start < forMs) {
        const begun = performance.now();
        await call();
        times.push(performance.now() - begun);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: times.length / seconds, medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}
