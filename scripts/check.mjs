// Every check of the project, one after the other. All of them run, whatever fails; the tests come last, and the last
// line counts them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

process.chdir(path.join(import.meta.dirname, '..'));

const checks = [
  ['build', 'run', 'build'],
  ['formatting', 'run', 'format:check'],
  ['types', 'run', 'typecheck'],
  ['lint', 'run', 'lint'],
  ['dependencies between modules', 'run', 'depcruise'],
  ['data model', 'run', 'db:validate'],
  ['OpenAPI document', 'run', 'openapi:check'],
  ['known vulnerabilities', 'run', 'audit'],
];

const environment = {
  ...process.env,
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  REDOCLY_TELEMETRY: 'off',
  npm_config_loglevel: 'error',
};

const failed = checks.filter(([name, ...command]) => !check(name, command)).map(([name]) => name);
const tests = runTests(process.argv.slice(2));
if (tests.failed > 0 || tests.broken > 0 || tests.passed === 0) failed.push('tests');
if (tests.broken > 0) console.log(`${tests.broken} test file(s) could not be run`);
if (tests.passed + tests.failed === 0) console.log('No test was run');
for (const name of tests.left) console.log(`Skipped: ${name}`);
console.log(failed.length === 0 ? '\nEvery check passed.' : `\nFailed: ${failed.join(', ')}.`);
console.log(`${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`);
process.exitCode = failed.length === 0 ? 0 : 1;

function check(name, command) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync('npm', command, {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) console.log(`${stdout}${stderr}`);
  return status === 0;
}

function runTests(options) {
  const directory = mkdtempSync(path.join(tmpdir(), 'metastore-jest-'));
  const report = path.join(directory, 'report.json');
  spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`, ...options],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...environment,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`,
      },
    },
  );
  const counts = count(report);
  rmSync(directory, { recursive: true, force: true });
  return counts;
}

/** No report: the tests did not come to their end. */
function count(report) {
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests,
      skipped: result.numPendingTests + result.numTodoTests,
      left: leftOut(result),
      broken: result.numRuntimeErrorTestSuites + (result.success || result.numFailedTests > 0 ? 0 : 1),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0, broken: 1, left: [] };
  }
}

/** What was skipped, by the outermost name: it says why. */
function leftOut({ testResults }) {
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending' || status === 'todo');
  return [...new Set(skipped.map(({ ancestorTitles, title }) => ancestorTitles[0] ?? title))];
}
