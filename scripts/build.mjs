// Generates the database client and compiles, each only when what it depends on has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

process.chdir(path.join(import.meta.dirname, '..'));

const STAMPS = 'dist/.stamps.json';
const GENERATED = path.join('src', 'generated');

const steps = [
  {
    name: 'database client',
    inputs: () => ['prisma/schema.prisma', 'package-lock.json'],
    output: path.join(GENERATED, 'prisma', 'client.ts'),
    command: ['node_modules/prisma/build/index.js', 'generate'],
  },
  {
    name: 'build',
    inputs: () => [
      ...['src', 'scripts', 'bench'].flatMap(sourcesIn),
      'tsconfig.json',
      'tsconfig.build.json',
      'prisma/schema.prisma',
      'package-lock.json',
    ],
    output: 'dist/src',
    // A module whose source is gone must not linger.
    clean: ['dist/src', 'dist/scripts', 'dist/bench'],
    command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
];

const stamps = existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) : {};
for (const step of steps) {
  const stamp = fingerprint(step.inputs());
  if (stamps[step.name] === stamp && existsSync(step.output)) continue;
  process.stderr.write(`Making the ${step.name} …\n`);
  for (const directory of step.clean ?? []) rmSync(directory, { recursive: true, force: true });
  run(step.command);
  stamps[step.name] = stamp;
  mkdirSync(path.dirname(STAMPS), { recursive: true });
  writeFileSync(STAMPS, JSON.stringify(stamps, null, 2));
}

function sourcesIn(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true })
    .map((name) => path.join(directory, name))
    .filter((file) => file.endsWith('.ts') && !file.startsWith(GENERATED));
}

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function run(command) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}`);
  process.exit(1);
}
