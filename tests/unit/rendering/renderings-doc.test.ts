import { describe, expect, it } from '@jest/globals';
import { ENGINES } from '../../../src/rendering/types.ts';
import { readProjectFile } from '../../architecture/project-files.ts';
import { documentTable, engineTable } from './type-table.ts';

const text = readProjectFile('docs/renderings.md');

/** What stands under a mark, however wide its columns are set. */
function tableUnder(mark: string): string {
  const found = new RegExp(`<!-- types: ${mark} -->\\n([^]*?)\\n<!-- end -->`).exec(text)?.[1] ?? '';
  return found.trim().replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');
}

describe('docs/renderings.md', () => {
  it.each(ENGINES)('has the types of %s as the code has them', (engine) => {
    expect(tableUnder(engine)).toBe(engineTable(engine));
  });

  it('has the types of the JSON forms as the code has them', () => {
    expect(tableUnder('documents')).toBe(documentTable());
  });
});
