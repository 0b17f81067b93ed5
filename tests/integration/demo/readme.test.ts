import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectRoot } from '../../../src/project-root.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

interface Command {
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
}

/** The commands of examples/README.md, which all look alike. */
function readCommands(): Command[] {
  const readme = readFileSync(path.join(projectRoot, 'examples', 'README.md'), 'utf8');
  return readme
    .split('\n')
    .filter((line) => line.startsWith('curl '))
    .map((line) => {
      const match = /^curl -sS( -X (\w+))?( -H "\$json" -d (@\S+|'[^']+'))? "\$url(\/\S*)"$/.exec(line);
      if (match === null) throw new Error(`not understood: ${line}`);
      const body = match[4] === undefined ? null : textOf(match[4]);
      return { method: match[2] ?? (body === null ? 'GET' : 'POST'), path: match[5] ?? '', body };
    });
}

/** What `-d` sends: the file behind an @, or the text between the quotes. */
function textOf(argument: string): string {
  if (!argument.startsWith('@')) return argument.slice(1, -1);
  return readFileSync(path.join(projectRoot, argument.slice(1)), 'utf8');
}

it('Every command of examples/README.md does what it says there', async () => {
  const seen: string[] = [];
  for (const { method, path: resource, body } of readCommands()) {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(app.url + resource, { method, ...(body === null ? {} : { headers, body }) });
    const { changeType } = z.object({ changeType: z.string().optional() }).parse(await answer.json());
    seen.push(`${method} ${resource.replace('/datasets/orders', '')} ${answer.status} ${changeType ?? ''}`);
  }
  expect(seen.map((line) => line.trim())).toEqual([
    'POST /datasets 201',
    'POST /schema/evolve 200 INITIAL',
    'POST /schema/evolve 200 NON_BREAKING',
    'POST /schema/compare 200 BREAKING',
    'PATCH  200',
    'POST /schema/evolve 200 NONE',
    'POST /schema/evolve 409 BREAKING',
    'GET /schema/active 200 NON_BREAKING',
    'POST /ddl 200 NON_BREAKING',
    'POST /ddl 200 NON_BREAKING',
    'POST /schema/evolve 200 NON_BREAKING',
    'POST /schema/versions/3/reject 200',
    'POST /schema/evolve 409 BREAKING',
    'POST /schema/versions/7/approve 200 NON_BREAKING',
    'POST /schema/evolve 200 NONE',
    'POST /ddl 200 BREAKING',
    'POST /schema/evolve 200 NONE',
    'POST /schema/rollback 200 BREAKING',
    'GET /schema/versions 200',
    'GET /ddl 200',
    'GET /columns 200',
    'GET /events 200',
  ]);
});
