import { createServer, type Server } from 'node:http';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createContext, type Context } from '../../src/context.ts';
import { createTestDatabase } from './database.ts';
import { undeclared } from './declared-answer.ts';

export interface TestApp {
  /** For supertest; listens on the loopback interface only. */
  readonly server: Server;
  readonly url: string;
  readonly context: Context;
  readonly databaseUrl: string;
  /** Fails when an answer was not what its declaration says. */
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Environment variables beside the defaults. */
  readonly env?: Readonly<Record<string, string>>;
  /** A database that somebody else made and drops: for several services on one. */
  readonly databaseUrl?: string;
}

/** A whole service on a database of its own. Every answer is checked against its declaration. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const own = options.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = options.databaseUrl ?? own?.url ?? '';
  const config = loadConfig({ LOG_LEVEL: 'silent', ...options.env });
  const context = createContext(config, { databaseUrl, log: pino({ level: config.log.level }) });
  const violations: string[] = [];
  const app = createApp(context, {
    onAnswer: (declared, answer) => {
      const found = undeclared(declared, answer);
      violations.push(...found);
      if (found.length > 0) throw new Error(found.join('\n'));
    },
  });
  const server = createServer(app);
  const url = await listen(server);
  return {
    server,
    url,
    context,
    databaseUrl,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await context.close();
      await own?.drop();
      if (violations.length > 0) throw new Error(`Answers beside the contract:\n${violations.join('\n')}`);
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}
