#!/usr/bin/env node
// The schema engine that Prisma's CLI wants as a native binary, which it would download: here the same engine as
// WebAssembly over the pg driver, speaking the binary's JSON-RPC on stdin and stdout.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { URL } from 'node:url';
import { parseArgs } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = createRequire(
  import.meta.resolve('@prisma/adapter-pg'),
)('@prisma/driver-adapter-utils');

const SINGLE_CHAR_OID = 18;
const TEXT_OID = 25;

/** The adapter cannot decode the catalogue's "char" columns: let it read text, then name the type the engine expects. */
function decodeSingleChars(adapter) {
  const { performIO, queryRaw } = adapter;
  const singleChars = new WeakMap();
  adapter.performIO = async (query) => {
    const result = await performIO.call(adapter, query);
    const found = result.fields.filter((field) => field.dataTypeID === SINGLE_CHAR_OID);
    for (const field of found) field.dataTypeID = TEXT_OID;
    singleChars.set(
      query,
      found.map((field) => result.fields.indexOf(field)),
    );
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw.call(adapter, query);
    for (const index of singleChars.get(query)) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

/** The adapter splits a script on `;`, which cuts function bodies in two: one simple query keeps it whole. */
function keepScriptsWhole(adapter, pool) {
  adapter.executeScript = async (script) => {
    if (script.trim() === '') return;
    await pool.query(script).catch((error) => adapter.onError(error));
  };
}

class AdapterFactory {
  provider = 'postgres';
  adapterName = '@prisma/adapter-pg';

  constructor(config, shadowUrl) {
    this.config = config;
    this.shadowUrl = shadowUrl;
  }

  async connect() {
    return this.open(this.config);
  }

  async connectToShadowDb() {
    if (this.shadowUrl) return this.open(connectionConfig(this.shadowUrl));
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    await this.administer(`CREATE DATABASE "${database}"`);
    return this.open(databaseConfig(this.config, database), () =>
      this.administer(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`),
    );
  }

  async open(config, afterwards = async () => {}) {
    const pool = new pg.Pool(config);
    pool.on('error', () => {});
    const adapter = await new PrismaPg(pool, { schema: config.schema }).connect();
    adapter.dispose = async () => {
      if (pool.ended) return;
      // The shadow database cannot be dropped while connections to it are open.
      await pool.end();
      await afterwards();
    };
    decodeSingleChars(adapter);
    keepScriptsWhole(adapter, pool);
    return adapter;
  }

  async administer(statement) {
    const client = new pg.Client(this.config);
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}

function connectionConfig(url) {
  const parsed = new URL(url);
  const schema = parsed.searchParams.get('schema') ?? 'public';
  parsed.searchParams.delete('schema');
  return {
    connectionString: parsed.href,
    schema,
    options: '-c TimeZone=UTC',
    connectionTimeoutMillis: 10_000,
  };
}

function databaseConfig(config, database) {
  const parsed = new URL(config.connectionString);
  parsed.pathname = `/${database}`;
  return { ...config, connectionString: parsed.href };
}

let currentRequest;

/** Called by the engine as it panics; the process is of no use afterwards. */
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    const failure = failureOf(currentRequest, new Error(`The schema engine panicked: ${message}`));
    writeSync(process.stdout.fd, `${JSON.stringify(failure)}\n`);
    process.exit(1);
  },
};

async function loadBindings() {
  const wasm = await readFile(
    new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')),
  );
  const { instance } = await globalThis.WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

async function readDatamodel(path) {
  return [path, await readFile(path, 'utf8')];
}

async function createEngine(datamodelPaths, config, shadowUrl) {
  await loadBindings();
  // No list at all is valid, an empty list is not.
  const datamodels = datamodelPaths && (await Promise.all(datamodelPaths.map(readDatamodel)));
  const factory = bindMigrationAwareSqlAdapterFactory(new AdapterFactory(config, shadowUrl));
  return bindings.SchemaEngine.new({ datamodels }, () => {}, factory);
}

/** Methods that the binary has under another name, or that the WebAssembly engine leaves to its host. */
function methodOf(engine, name, config) {
  if (name === 'getDatabaseVersion') return () => engine.version();
  if (name === 'createDatabase') return () => createDatabase(config);
  if (typeof engine[name] !== 'function') throw new Error(`The schema engine has no method ${name}`);
  return (params) => engine[name](params);
}

async function createDatabase(config) {
  const databaseName = decodeURIComponent(new URL(config.connectionString).pathname.slice(1));
  const admin = new pg.Client(databaseConfig(config, 'postgres'));
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(databaseName)}`);
  } finally {
    await admin.end();
  }
  return { databaseName };
}

async function answer(request, openEngine, config) {
  try {
    const engine = await openEngine();
    const result = await methodOf(engine, request.method, config)(request.params ?? {});
    return { jsonrpc: '2.0', id: request.id, result: result ?? {} };
  } catch (error) {
    return failureOf(request, error);
  }
}

function failureOf(request, error) {
  const data = { is_panic: false, message: error.message, error_code: error.code, meta: error.meta ?? {} };
  return { jsonrpc: '2.0', id: request.id, error: { code: 4466, message: error.message, data } };
}

async function serve(options, config) {
  let engine;
  // Creating the engine connects to the database: a failure there must answer the request that needed it.
  const openEngine = () => (engine ??= createEngine(options.datamodels, config, options.shadowUrl));
  for await (const line of createInterface({ input: process.stdin })) {
    currentRequest = JSON.parse(line);
    const response = await answer(currentRequest, openEngine, config);
    const content = response.result?.stdout;
    if (typeof content === 'string') send({ jsonrpc: '2.0', id: 0, method: 'print', params: { content } });
    send(response);
  }
  process.exit();
}

function send(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function logError(fields) {
  process.stderr.write(`${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}\n`);
}

async function connect(config) {
  const client = new pg.Client(config);
  await client.connect();
  await client.end();
}

/** What the CLI reads from a failed `cli` command: one line of log per error, after the first line. */
function reportFailure(error) {
  const code = error.code === '3D000' ? 'P1003' : error.code === '28P01' ? 'P1000' : 'P1001';
  process.stderr.write('\n');
  logError({ message: error.message || String(error.code), error_code: code });
  process.exitCode = 1;
}

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { datamodels: { type: 'string', multiple: true }, datasource: { type: 'string' } },
});
const datasource = JSON.parse(flags.datasource ?? '{}');
const config = connectionConfig(datasource.url ?? 'postgresql://127.0.0.1:5432/postgres');

if (positionals[0] !== 'cli') {
  await serve({ datamodels: flags.datamodels, shadowUrl: datasource.shadowDatabaseUrl }, config);
} else if (positionals[1] === 'create-database') {
  await createDatabase(config).catch(reportFailure);
} else {
  await connect(config).catch(reportFailure);
}
