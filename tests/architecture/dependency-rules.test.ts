import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectRoot, sources } from './project-files.ts';

const Cruise = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
  modules: z.array(z.object({ source: z.string() })),
});
type Cruise = z.output<typeof Cruise>;

const Rules = z.object({ forbidden: z.array(z.object({ name: z.string() })) });

const CONFIG = path.join(projectRoot, '.dependency-cruiser.cjs');
const CRUISER = path.join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** For every rule a file that breaks it, and what else that file needs. The first one is the culprit. */
const PLANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'pure-folders-import-only-themselves': { 'src/schema/impure.ts': `import 'express';` },
  'schema-is-at-the-bottom': {
    'src/schema/upwards.ts': `import '../evolution/above.ts';`,
    'src/evolution/above.ts': '',
  },
  'evolution-knows-no-ddl': {
    'src/evolution/upwards.ts': `import '../ddl/above.ts';`,
    'src/ddl/above.ts': '',
  },
  'ddl-and-rendering-stand-apart': {
    'src/rendering/aside.ts': `import '../ddl/aside.ts';`,
    'src/ddl/aside.ts': '',
  },
  'http-and-db-know-no-feature': {
    'src/http/curious.ts': `import '../features/known/known.service.ts';`,
    'src/features/known/known.service.ts': '',
  },
  'only-repositories-and-db-talk-to-prisma': { 'src/features/one/one.service.ts': `import 'pg';` },
  'a-feature-uses-another-through-its-service': {
    'src/features/two/nosy.ts': `import '../three/three.repository.ts';`,
    'src/features/three/three.repository.ts': '',
  },
  'services-know-no-http': {
    'src/features/four/four.service.ts': `import '../../http/anything.ts';`,
    'src/http/anything.ts': '',
  },
  'repositories-are-last': {
    'src/features/five/five.repository.ts': `import './five.service.ts';`,
    'src/features/five/five.service.ts': '',
  },
  'no-cycles': {
    'src/chicken.ts': `import './egg.ts';`,
    'src/egg.ts': `import './chicken.ts';`,
  },
  'src-needs-no-dev-dependency': { 'src/lazy.ts': `import 'fast-check';` },
  'no-unresolvable': { 'src/lost.ts': `import './nowhere.ts';` },
  'only-main-uses-main': { 'src/upside-down.ts': `import './main.ts';`, 'src/main.ts': '' },
};

describe('the dependency rules', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'planted-'));
  let planted: Cruise;

  beforeAll(() => {
    plant(directory);
    planted = cruise(directory, ['--preserve-symlinks']);
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('are kept by every file in src', () => {
    const { modules, summary } = cruise(projectRoot, []);
    expect(summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)).toEqual([]);
    const seen = new Set(modules.map(({ source }) => source));
    expect(sources(['src']).filter((file) => !seen.has(file))).toEqual([]);
  });

  it.each(ruleNames())('%s catches a file that breaks it', (name) => {
    const culprit = Object.keys(PLANTED[name] ?? {})[0];
    expect(culprit).toBeDefined();
    const caught = planted.summary.violations
      .filter(({ rule }) => rule.name === name)
      .map(({ from }) => from);
    expect(caught).toContain(culprit);
  });

  it('have a planted violation each, and none that no rule is there for', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(ruleNames().sort());
  });
});

function ruleNames(): string[] {
  const config = Rules.parse(createRequire(import.meta.url)(CONFIG));
  return config.forbidden.map(({ name }) => name);
}

function plant(directory: string): void {
  for (const [file, text] of Object.values(PLANTED).flatMap((files) => Object.entries(files))) {
    mkdirSync(path.join(directory, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(directory, file), `${text}\nexport {};\n`);
  }
  for (const name of ['package.json', 'tsconfig.json', 'node_modules']) {
    symlinkSync(path.join(projectRoot, name), path.join(directory, name));
  }
}

/** In a process of its own: the exit status counts violations, so the report is read whatever it is. */
function cruise(directory: string, options: readonly string[]): Cruise {
  const report = execFileSync(
    process.execPath,
    [CRUISER, 'src', '--config', CONFIG, '--output-type', 'json', ...options],
    { cwd: directory, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return Cruise.parse(JSON.parse(report));
}
