import { describe, expect, it } from '@jest/globals';
import { parseAlterTable } from '../../../src/ddl/parse-alter-table.ts';
import { REFUSED_STATEMENTS } from '../../../src/ddl/refused-statements.ts';
import { commandOf } from '../../../src/features/ddl/command-of.ts';
import { DdlRequest } from '../../../src/features/ddl/ddl.schemas.ts';
import { readProjectFile } from '../../architecture/project-files.ts';

const document = readProjectFile('docs/ddl.md');

/** Cells of the table below a heading, the head of the table left away. */
function tableBelow(heading: string): string[][] {
  const section = document.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function exampleIn(cell: string | undefined): string {
  const example = /^`(.*)`$/.exec(cell ?? '')?.[1];
  if (example === undefined) throw new Error(`no example: ${cell}`);
  return example;
}

function fault(sql: string): string | undefined {
  const parsed = parseAlterTable(sql);
  return parsed.ok ? undefined : parsed.errors[0]?.message;
}

const done = tableBelow('Statements').map(([form, example]) => [form, exampleIn(example)] as const);
const refused = tableBelow('Refused').map(([example, why]) => [exampleIn(example), why] as const);

describe('docs/ddl.md', () => {
  it('has examples of what is done and of what is not', () => {
    expect(done.length).toBeGreaterThan(20);
    expect(refused.length).toBeGreaterThan(30);
  });

  it.each(done)('%s: %s', (_form, example) => {
    expect(fault(example)).toBeUndefined();
  });

  it.each(refused)('refuses %s', (example, why) => {
    expect(fault(example)).toBe(why);
  });

  it.each(REFUSED_STATEMENTS.map(({ starts }) => starts))('has an example of %s', (starts) => {
    expect(refused.map(([example]) => example)).toContainEqual(
      expect.stringMatching(new RegExp(`^ALTER TABLE orders ${starts}\\b`)),
    );
  });

  it('has operations that can be read', () => {
    const json = /```json\n([^]*?)```/.exec(document)?.[1] ?? '';
    const body = DdlRequest.parse(JSON.parse(json));
    const command = commandOf({ dataset: 'orders', body, ifMatch: null });
    expect(command).toMatchObject({ ok: true, value: { force: true, operations: { length: 7 } } });
  });
});
