import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createDocumentation } from '../src/documentation.ts';
import { endpoints } from '../src/endpoints.ts';
import { projectRoot } from '../src/project-root.ts';

/** Writes the OpenAPI document; with --check it fails when the committed one is another. */
const file = path.join(projectRoot, 'openapi', 'openapi.yaml');
const current = createDocumentation(endpoints).yaml();

if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== current) {
    console.error('openapi/openapi.yaml is not what the code declares: run `npm run openapi` and commit it.');
    process.exitCode = 1;
  }
} else {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, current);
}
