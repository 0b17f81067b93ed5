import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { loadConfig } from '../../src/config.ts';
import { createContext } from '../../src/context.ts';
import { claimsOf, documents, exists } from './markdown.ts';
import { projectFiles, readProjectFile } from './project-files.ts';

/** Made on the way, so not in the repository, though the documents speak of them. An entry that none names fails. */
const MADE_LATER: readonly string[] = ['.data', '.env', '.integrations'];

const files = projectFiles();
const manifest = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readProjectFile('package.json')));

describe.each(documents())('%s', (document) => {
  const { paths, npmScripts } = claimsOf(document, readProjectFile(document));

  it('names files that exist', () => {
    // A document of a directory may name what lies somewhere below that directory by its name alone.
    const below = files.filter((file) => file.startsWith(`${path.posix.dirname(document)}/`));
    const known = (claim: string) =>
      exists(claim, files) || below.some((file) => path.posix.basename(file) === claim);
    expect(paths.filter((claim) => !known(claim) && !MADE_LATER.includes(claim))).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    expect(npmScripts.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
  });
});

describe('the documents together', () => {
  const all = documents().map((document) => claimsOf(document, readProjectFile(document)));

  it('are there, and name files and scripts', () => {
    expect(documents()).toEqual(
      expect.arrayContaining(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/operations.md']),
    );
    expect(all.flatMap(({ paths }) => paths).length).toBeGreaterThan(100);
    expect(all.flatMap(({ npmScripts }) => npmScripts).length).toBeGreaterThan(5);
  });

  it.each(MADE_LATER)('need the exception for %s', (made) => {
    expect(all.some(({ paths }) => paths.includes(made))).toBe(true);
    expect(exists(made, files)).toBe(false);
  });

  it.each(documents().filter((document) => document.startsWith('docs/adr/')))('%s has its parts', (adr) => {
    const headings = [...readProjectFile(adr).matchAll(/^#+ (.*)$/gm)].map((match) => match[1] ?? '');
    const number = /^docs\/adr\/(\d{4})-/.exec(adr)?.[1] ?? 'no number';
    expect(headings).toEqual([
      expect.stringMatching(`^${number}: `),
      'Context',
      'Decision',
      'Consequences',
      'Enforced by',
    ]);
    const enforcedBy = readProjectFile(adr).split('## Enforced by')[1] ?? '';
    expect(claimsOf(adr, enforcedBy).paths).not.toEqual([]);
  });
});

describe('the reading of a document', () => {
  const read = (text: string) => claimsOf('docs/page.md', text);

  it.each([
    ['a path in back-quotes', 'see `src/nowhere.ts`', 'src/nowhere.ts'],
    ['a file of the root', 'see `nowhere.json`', 'nowhere.json'],
    ['a pattern', 'all `*.nowhere.ts` files', '*.nowhere.ts'],
    ['a relative link', '[there](../nowhere.md#part)', 'nowhere.md'],
    ['a script in a block', '```sh\n./scripts/nowhere --now\n```', 'scripts/nowhere'],
    ['a drawing of the tree', '```text\nsrc/\n  nowhere.ts   does nothing\n```', 'src/nowhere.ts'],
  ])('finds %s that is not there', (_what, text, claim) => {
    const { paths } = read(text);
    expect(paths).toContain(claim);
    expect(exists(claim, files)).toBe(false);
  });

  it('leaves addresses, routes and media types alone', () => {
    expect(read('`/openapi.json`, `text/plain`, [a](https://example.com/b.md), `a.b.c`').paths).toEqual([]);
  });

  it('finds an npm script', () => {
    expect(read('run `npm run no:where`').npmScripts).toEqual(['no:where']);
  });
});

describe('configuration', () => {
  // The defaults stand there commented out.
  const example = parseEnv(readProjectFile('.env.example').replaceAll(/^#(?=[A-Z_]+=)/gm, ''));
  const inReadme = [
    ...readProjectFile('README.md').matchAll(/^\| `([A-Z][A-Z_]+)` +\| +(?:`([^`]*)`)? +\|/gm),
  ];

  it('is the same in README.md, .env.example and src/config.ts', () => {
    const inReader = [...readProjectFile('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)];
    const read = inReader.map((match) => match[1] ?? '').sort();
    expect(read.length).toBeGreaterThan(5);
    expect(Object.keys(example).sort()).toEqual(read);
    expect(inReadme.map((match) => match[1]).sort()).toEqual(read);
  });

  it('has the defaults that .env.example and README.md show', () => {
    const shown = Object.fromEntries(inReadme.map(([, name, value]) => [name ?? '', value ?? '']));
    expect(loadConfig(example)).toEqual(loadConfig({}));
    expect(shown).toEqual(example);
  });
});

describe('metrics', () => {
  it('are those that docs/operations.md names', async () => {
    const served = await servedMetrics();
    const text = readProjectFile('docs/operations.md');
    const named = [...text.matchAll(/`((?:[a-z0-9]+_)+[a-z0-9]+)`/g)].map((match) => match[1] ?? '');
    const own = served.filter((name) => !/^(?:nodejs|process)_/.test(name));
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((name) => !named.includes(name))).toEqual([]);
    const metrics = named.filter((name) =>
      /^(?:http|schema|breaking|blocked|database|nodejs|process)_/.test(name),
    );
    expect(metrics.filter((name) => !served.includes(name))).toEqual([]);
  });
});

/** Of a service without a database: what it would ask that for is named all the same. */
async function servedMetrics(): Promise<string[]> {
  const config = loadConfig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', LOG_LEVEL: 'silent' });
  const context = createContext(config);
  try {
    const { text } = await context.metrics.scrape();
    return [...text.matchAll(/^# HELP (\w+)/gm)].map((match) => match[1] ?? '');
  } finally {
    await context.close();
  }
}
