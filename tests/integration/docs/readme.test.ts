import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { curlCommands } from './curl.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const ADDRESS = 'http://127.0.0.1:8000';

const Answer = z.object({ changeType: z.string(), version: z.int(), blockedVersion: z.int() }).partial();

/** One story: every command builds on those before it, so they run in one test. */
describe('the first session of README.md', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp();
  });

  afterAll(async () => {
    await app.close();
  });

  it('gives the answers that stand above the commands', async () => {
    const commands = curlCommands(readme);
    expect(commands.length).toBeGreaterThan(5);
    for (const { comment, url, init } of commands) {
      const response = await fetch(url.replace(ADDRESS, app.url), init);
      const answer = Answer.parse(await response.json());
      const told = toldBy(comment);
      expect([comment, response.status]).toEqual([comment, told.status]);
      if (told.changeType !== null) expect([comment, answer.changeType]).toEqual([comment, told.changeType]);
      if (told.version !== null) {
        expect([comment, answer.blockedVersion ?? answer.version]).toEqual([comment, told.version]);
      }
    }
  });
});

function toldBy(comment: string) {
  const version = /\bversion (\d+)/.exec(comment)?.[1];
  return {
    status: Number(/: (\d{3})\b/.exec(comment)?.[1]),
    changeType: /\b(INITIAL|NON_BREAKING|BREAKING)\b/.exec(comment)?.[1] ?? null,
    version: version === undefined ? null : Number(version),
  };
}
