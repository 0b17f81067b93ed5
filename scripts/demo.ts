import { parseArgs } from 'node:util';
import { DemoFailure } from './demo/failure.ts';
import { startOwnService } from './demo/own-service.ts';
import { runDemo } from './demo/run-demo.ts';

const USAGE = `Plays a topic of orders as micro-batches: what a job asks, what the metastore answers, what people see.

  npm run demo                                  on a service of its own, gone afterwards
  npm run demo -- --url http://127.0.0.1:8000   on a service that is running (or METASTORE_URL; API_KEY for its key)
`;

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interruption.abort();
  });
}

// Whoever reads along may leave (`| head`): that is no reason to leave a service behind.
process.stdout.on('error', () => {
  interruption.abort();
});

process.exitCode = await main().catch((error: unknown) => {
  if (interruption.signal.aborted) {
    process.stderr.write('The demo was interrupted.\n');
    return 130;
  }
  if (!(error instanceof DemoFailure)) throw error;
  process.stderr.write(`The demo failed. ${error.message}\n`);
  return 1;
});

async function main(): Promise<number> {
  const values = readOptions();
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const url = values.url ?? process.env['METASTORE_URL'] ?? '';
  const stage = { output: process.stdout, environment: process.env, signal: interruption.signal };
  if (url !== '') return runDemo({ ...stage, url: checkUrl(url), apiKey: process.env['API_KEY'] ?? null });
  const service = await startOwnService(interruption.signal);
  try {
    const about = 'its own, with a database in a temporary directory';
    return await runDemo({ ...stage, url: service.url, apiKey: null, about });
  } finally {
    await service.stop();
  }
}

function readOptions() {
  try {
    const options = { url: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    throw new DemoFailure(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function checkUrl(url: string): string {
  if (URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol)) return url;
  throw new DemoFailure('The URL of the service must be like http://127.0.0.1:8000.');
}
