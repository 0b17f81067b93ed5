import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { PRESETS, type Preset } from './evolution/types.ts';

export interface Config {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Null: everybody is anonymous. */
    readonly apiKey: string | null;
    /** What each phase of a shutdown may take at most. */
    readonly shutdownTimeoutMs: number;
  };
  readonly database: {
    /** Null: an embedded server, with its data in `dataDir`. */
    readonly url: string | null;
    readonly dataDir: string;
    readonly poolSize: number;
    readonly autoMigrate: boolean;
  };
  readonly log: { readonly level: LogLevel };
  readonly evolution: { readonly defaultPreset: Preset };
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

const API_KEY_LENGTH = 16;

/** Names every variable that is wrong, and what was expected of it. Never holds a value: it may be a secret. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The configuration is not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

function integer(min: number, max: number, fallback: number) {
  const message = `must be an integer from ${min} to ${max}`;
  return z
    .string()
    .regex(/^[0-9]{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .default(fallback);
}

function boolean(fallback: boolean) {
  return z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((text) => text === 'true')
    .default(fallback);
}

const environment = z.object({
  HOST: z
    .string()
    .refine(
      (host) => isIP(host) !== 0 || /^[A-Za-z0-9.-]{1,253}$/.test(host),
      'must be a host name or an IP address',
    )
    .default('127.0.0.1'),
  PORT: integer(0, 65_535, 8000),
  API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]*$/, 'must be printable ASCII without spaces')
    .min(API_KEY_LENGTH, `must have at least ${API_KEY_LENGTH} characters`)
    .max(512, 'must have at most 512 characters')
    .optional(),
  ALLOW_ANONYMOUS: boolean(false),
  SHUTDOWN_TIMEOUT: integer(1, 600, 10),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'must be a URL like postgresql://user:password@host:5432/database')
    .optional(),
  DATABASE_POOL_SIZE: integer(2, 500, 10),
  DATA_DIR: z.string().default('.data'),
  AUTO_MIGRATE: boolean(true),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  DEFAULT_POLICY: z.enum(PRESETS, { error: `must be one of ${PRESETS.join(', ')}` }).default('STRICT'),
});

/** The only reader of the environment. An empty variable counts as one that is not set. */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const variables = parsed.data;
  if (!isLoopback(variables.HOST) && variables.API_KEY === undefined && !variables.ALLOW_ANONYMOUS) {
    throw new ConfigError([
      `API_KEY must be set to listen on ${variables.HOST}, which others can reach; or set ALLOW_ANONYMOUS=true to let everybody in`,
    ]);
  }
  return freeze(variables);
}

function freeze(variables: z.output<typeof environment>): Config {
  return Object.freeze({
    http: Object.freeze({
      host: variables.HOST,
      port: variables.PORT,
      apiKey: variables.API_KEY ?? null,
      shutdownTimeoutMs: variables.SHUTDOWN_TIMEOUT * 1000,
    }),
    database: Object.freeze({
      url: variables.DATABASE_URL ?? null,
      dataDir: path.resolve(variables.DATA_DIR),
      poolSize: variables.DATABASE_POOL_SIZE,
      autoMigrate: variables.AUTO_MIGRATE,
    }),
    log: Object.freeze({ level: variables.LOG_LEVEL }),
    evolution: Object.freeze({ defaultPreset: variables.DEFAULT_POLICY }),
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** With a host (in `?host=` where it is a socket's directory) and a database: the driver would guess either. */
function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, searchParams } = new URL(text);
  const hasHost = hostname !== '' || (searchParams.get('host') ?? '') !== '';
  return ['postgres:', 'postgresql:'].includes(protocol) && hasHost && pathname.length > 1;
}
