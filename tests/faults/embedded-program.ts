import { once } from 'node:events';
import { startEmbedded } from '../../src/db/embedded/start-embedded.ts';

/** Holds an embedded server until its standard input ends. For tests that need a process to kill. */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('usage: embedded-program <data directory>');
const server = await startEmbedded({ dataDir });
process.stdout.write(`${server.url}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await server.stop();
