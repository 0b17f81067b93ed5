import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createContext } from '../../src/context.ts';
import { createHttpServer, listen } from '../../src/http/server.ts';
import { createTestDatabase } from '../support/database.ts';

const API_KEY = 'the-key-of-these-tests';

export interface FuzzRequest {
  readonly method: string;
  /** With its query, encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
}

/** A service as it runs in production, with a key: its answers are judged from outside, by the contract alone. */
export interface FuzzedService {
  readonly url: string;
  send(asked: FuzzRequest): Promise<Received>;
  /** What it logged of failures since it was asked last. */
  takeLog(): string;
  close(): Promise<void>;
}

export const AUTHORIZATION = { 'x-api-key': API_KEY };

export async function startFuzzedService(): Promise<FuzzedService> {
  const database = await createTestDatabase();
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
  const config = loadConfig({ API_KEY });
  const context = createContext(config, { databaseUrl: database.url, log });
  const server = createHttpServer(createApp(context));
  const url = await listen(server, '127.0.0.1', 0);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    url,
    send: (asked) => send(url, agent, asked),
    takeLog: () => lines.splice(0).join(''),
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await context.close();
      await database.drop();
    },
  };
}

/** Addresses and headers go out as they are: what mends them on the way would hide faults. */
async function send(url: string, agent: Agent, { method, target, headers, body }: FuzzRequest) {
  const { hostname, port } = new URL(url);
  const length = body === null ? {} : { 'content-length': body.length };
  const asked = request({ agent, hostname, port, method, path: target, headers: { ...headers, ...length } });
  return new Promise<Received>((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', (response) => {
      text(response).then((answer) => {
        const received = Object.entries(response.headers).map(
          ([name, value]) => [name, String(value)] as const,
        );
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(received),
          text: answer,
          body: parsed(answer),
        });
      }, reject);
    });
    asked.end(body ?? undefined);
  });
}

/** Undefined where it is no JSON. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
