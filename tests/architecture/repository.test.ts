import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectFiles, readProjectFile } from './project-files.ts';

/** Binary files, which have no lines to read. */
const BINARY = /\.(?:parquet|png|ico|gz|jar)$/;

/** Registries have names of their own kind; ours is whatever the reader's npm, pip or Maven is set to. */
const REGISTRY_HOST =
  /\bregistry\.[a-z0-9-]+\.(?:org|com|net|io|dev)\b|\b(?:repo\d*\.maven|repository|pypi|pythonhosted)\.[a-z0-9.-]*(?:org|com)\b/i;

/** A directory of one person, or of one machine's administrator. */
const HOME = /\/(?:home|Users)\/[A-Za-z]|\/root\/[A-Za-z0-9_.]/;

/** Files that speak of a home directory for a reason. An entry that is no longer needed fails. */
const HOMES_ALLOWED: readonly string[] = [];

const EXACT = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()).default({}),
  })
  .parse(JSON.parse(readProjectFile('package.json')));

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        resolved: z.string().optional(),
        optionalDependencies: z.record(z.string(), z.string()).default({}),
      }),
    ),
  })
  .parse(JSON.parse(readProjectFile('package-lock.json')));

const files = projectFiles().filter((file) => !BINARY.test(file));

describe('the files of the project', () => {
  it('name no package registry', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => REGISTRY_HOST.test(readProjectFile(file)))).toEqual([]);
  });

  it("name nobody's home directory", () => {
    expect(files.filter((file) => HOME.test(readProjectFile(file)))).toEqual(HOMES_ALLOWED);
  });
});

describe('the requirements of tests with real engines', () => {
  const requirements = files.filter((file) => /^integrations\/requirements\/.*\.txt$/.test(file));

  it('are pinned, line by line', () => {
    expect(requirements.length).toBeGreaterThan(0);
    const lines = requirements.flatMap((file) => readProjectFile(file).split('\n'));
    const wanted = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
    expect(wanted.filter((line) => !/^[A-Za-z0-9._-]+(?:\[[a-z0-9,_-]+\])?==[0-9][^ ]*$/.test(line))).toEqual(
      [],
    );
  });
});

describe('dependencies', () => {
  it.each(['dependencies', 'devDependencies', 'optionalDependencies'] as const)('%s are pinned', (kind) => {
    const loose = Object.entries(manifest[kind]).filter(([, version]) => !EXACT.test(version));
    expect(loose).toEqual([]);
  });

  it('are locked without saying where they were fetched from', () => {
    const packages = Object.entries(lock.packages);
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('are locked for every platform: npm ci refuses a lock that leaves one out', () => {
    const names = new Set(Object.keys(lock.packages).map((at) => at.replace(/^.*node_modules\//, '')));
    const wanted = Object.values(lock.packages).flatMap((entry) => Object.keys(entry.optionalDependencies));
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });

  it('are locked at the version that package.json names', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    const different = Object.entries(all).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    );
    expect(different).toEqual([]);
  });
});

describe('the search for what must not be in the files', () => {
  const hosts = [
    ['registry', 'example', 'org'],
    ['repo1', 'maven', 'org'],
    ['pypi', 'org'],
    ['files', 'pythonhosted', 'org'],
  ].map((labels) => labels.join('.'));
  const home = ['', 'home', 'somebody', 'project'].join('/');

  it('finds a registry and a home directory', () => {
    expect(hosts.filter((host) => !REGISTRY_HOST.test(`https://${host}/package`))).toEqual([]);
    expect(HOME.test(home)).toBe(true);
  });
});
