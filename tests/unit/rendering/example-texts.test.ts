import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/project-root.ts';
import { readProjectFile } from '../../architecture/project-files.ts';
import { EXAMPLES, exampleText } from './example-texts.ts';

const FOLDER = 'tests/vectors/renderings';

describe('the texts in tests/vectors/renderings', () => {
  it.each(EXAMPLES)('$file is what $engine is told of a table in $format', ({ file, engine, format }) => {
    expect(exampleText(engine, format)).toBe(readProjectFile(`${FOLDER}/${file}`));
  });

  it('are all there is', () => {
    const files = readdirSync(path.join(projectRoot, FOLDER));
    expect(files.sort()).toEqual(EXAMPLES.map(({ file }) => file).sort());
  });
});
