import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchEngine } from './engine.ts';
import { loadOf, quantile } from './measure.ts';
import { flatSchema } from './schemas.ts';
import { callOf, startBenchService, type BenchService, type Call } from './service.ts';

const SECONDS = 5;
const CALLERS = 16;
const STARTS = 5;

const submission = JSON.stringify({ schema_json: flatSchema(100) });

const CALLS: Readonly<Record<string, Call>> = {
  'GET /health/live': { method: 'GET', path: '/health/live', expect: 200 },
  'GET /health': { method: 'GET', path: '/health', expect: 200 },
  'GET dataset': { method: 'GET', path: '/datasets/orders', expect: 200 },
  'GET active schema, 100 columns': { method: 'GET', path: '/datasets/orders/schema/active', expect: 200 },
  'evolve, 100 columns, unchanged': {
    method: 'POST',
    path: '/datasets/orders/schema/evolve',
    body: submission,
    expect: 200,
  },
};

/** What the README's numbers come from: `npm run bench`. Loopback only, about a minute. */
const dataDir = await mkdtemp(join(tmpdir(), 'metastore-bench-'));
try {
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}; medians\n`);
  benchEngine(console.log);
  await benchStart();
  await benchHttp();
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

async function benchStart(): Promise<void> {
  const first = await startBenchService(dataDir);
  await first.stop();
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const service = await startBenchService(dataDir);
    times.push(service.startMs);
    await service.stop();
  }
  const ms = (value: number) => `${(value / 1000).toFixed(2)} s`;
  console.log(
    `\nstart until it serves: first ${ms(first.startMs)} (makes the database), then ${ms(quantile(times, 0.5))}`,
  );
}

async function benchHttp(): Promise<void> {
  const service = await startBenchService(dataDir);
  try {
    await prepare(service);
    console.log(`\n${CALLERS} callers, one service process:`.padEnd(44), 'per s   p50 ms   p99 ms');
    for (const [name, call] of Object.entries(CALLS)) {
      const { perSecond, medianMs, p99Ms } = await loadOf(callOf(service.url, call), CALLERS, SECONDS * 1000);
      const cells = [perSecond.toFixed(0), medianMs.toFixed(1), p99Ms.toFixed(1)];
      console.log(name.padEnd(41), cells.map((cell) => cell.padStart(8)).join(' '));
    }
  } finally {
    await service.stop();
  }
}

async function prepare({ url }: BenchService): Promise<void> {
  const dataset = JSON.stringify({ name: 'orders', kafkaTopic: 'orders', mode: 'append' });
  await callOf(url, { method: 'POST', path: '/datasets', body: dataset, expect: 201 })();
  await callOf(url, {
    method: 'POST',
    path: '/datasets/orders/schema/evolve',
    body: submission,
    expect: 200,
  })();
}
