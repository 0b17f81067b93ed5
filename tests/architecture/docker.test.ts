import { describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const instructions = dockerfile
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line));
const runtime = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));

const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({
        ports: z.array(z.string()).optional(),
        env_file: z.array(z.object({ path: z.string(), required: z.boolean() })).optional(),
        environment: z.record(z.string(), z.string()),
        depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
      }),
    ),
  })
  .parse(parse(readFileSync('docker-compose.yml', 'utf8')));

/** By its command: the linter's own types do not resolve. */
function lintCompose(file: string): { status: number | null; report: string } {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/dclint/bin/dclint.cjs', '--max-warnings=0', file],
    {
      encoding: 'utf8',
    },
  );
  return { status, report: stdout.trim() };
}

describe('the Dockerfile', () => {
  it('has no fault that a linter finds', () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  it('is read by a linter that finds faults', () => {
    expect(validate('FROM node:24\nEXPOSE nothing\n')).not.toEqual([]);
  });

  it('copies only files that exist and that .dockerignore lets through', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    const sources = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources.filter((source) => !existsSync(source))).toEqual([]);
    expect(sources.filter((source) => !ignored.includes(`!${source.split('/')[0] ?? ''}`))).toEqual([]);
  });

  it('builds by the script that the start command uses', () => {
    expect(instructions).toContain('RUN node scripts/build.mjs');
    expect(readFileSync('scripts/start', 'utf8')).toContain('node scripts/build.mjs');
  });

  it('serves as an ordinary user, under an init, from Node 24', () => {
    expect(runtime[0]).toMatch(/^FROM node:24-/);
    expect(runtime).toContain('USER node');
    expect(runtime).toContain('ENTRYPOINT ["tini", "--"]');
    expect(runtime.some((line) => line.startsWith('HEALTHCHECK ') && line.includes('/health/ready'))).toBe(
      true,
    );
  });

  it('ships no development package and no embedded database', () => {
    expect(instructions).toContain('RUN npm ci --omit=dev --omit=optional --ignore-scripts');
    expect(runtime).toContain('COPY --from=packages /app/node_modules node_modules');
  });
});

describe('docker-compose.yml', () => {
  it('has no fault that a linter finds', () => {
    expect(lintCompose('docker-compose.yml')).toEqual({ status: 0, report: '' });
  });

  it('is read by a linter that finds faults', () => {
    const directory = mkdtempSync(join(tmpdir(), 'metastore-compose-'));
    const file = join(directory, 'docker-compose.yml');
    writeFileSync(file, 'services:\n  one:\n    image: postgres\n    build: .\n');
    const { status } = lintCompose(file);
    rmSync(directory, { recursive: true });
    expect(status).not.toBe(0);
  });

  it('publishes ports on the loopback interface only, as calls may be anonymous', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports).not.toEqual([]);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('hands on all that .env says, but where the service listens and which database it uses', () => {
    const service = compose.services['metastore'];
    expect(service?.env_file).toEqual([{ path: '.env', required: false }]);
    expect(service?.environment).toMatchObject({
      HOST: '0.0.0.0',
      PORT: '8000',
      DATABASE_URL: expect.stringContaining('@postgres:5432/') as unknown,
    });
  });

  it('starts the service when the database is healthy', () => {
    expect(compose.services['metastore']?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });
});
