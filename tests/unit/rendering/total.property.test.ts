import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { TABLE_FORMATS } from '../../../src/evolution/types.ts';
import { applyStatements } from '../../../src/rendering/apply-statements.ts';
import { evolveIds, identify } from '../../../src/rendering/column-ids.ts';
import { registerTable } from '../../../src/rendering/register-table.ts';
import { renderChange, renderTable } from '../../../src/rendering/render-engine.ts';
import { ENGINES, type Line } from '../../../src/rendering/types.ts';
import { fieldName, path, structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import { tableOf } from './support.ts';

const tables = fc
  .record({
    format: fc.constantFrom(...TABLE_FORMATS),
    name: fc.array(fieldName, { minLength: 1, maxLength: 3 }),
    partitionKeys: fc.array(path, { maxLength: 2 }),
    pkFields: fc.array(path, { maxLength: 2 }),
    mode: fc.constantFrom('append' as const, 'upsert' as const),
    description: fc.option(fc.string({ unit: 'grapheme' })),
    location: fc.option(fc.constant('s3a://lake/t')),
    kafkaTopic: fc.option(fc.constant('t')),
  })
  .map(({ format, ...rest }) => tableOf(format, rest));

/** A comment has nothing that runs in any of its lines, however an engine breaks them. */
function expectComments(lines: readonly Line[]): void {
  for (const { sql, isComment } of lines) {
    if (!isComment) expect(sql).not.toMatch(/^--/);
    else for (const line of sql.split(/[\n\r\v\f\u0085\u2028\u2029]/)) expect(line).toMatch(/^-- /);
  }
}

describe.each(ENGINES)('whatever a schema and a table are called, %s', (engine) => {
  it('gets a text in which comments are comments', () => {
    fc.assert(
      fc.property(structType, structType, tables, (first, second, spec) => {
        expectComments(renderTable(engine, first, spec).lines);
        expectComments(registerTable(engine, first, spec).lines);
        const before = identify(first);
        const [from, to] = [first.fields[0]?.name ?? '', second.fields[0]?.name ?? ''];
        const after = evolveIds(before, second, [{ parent: [], from, to }]);
        expectComments(renderChange(engine, before, after, spec).lines);
      }),
      { numRuns: runs },
    );
  });
});

describe('what a job is told to run', () => {
  it('is nothing where nothing changed, and never both a drop and an addition of a column that is renamed', () => {
    fc.assert(
      fc.property(structType, tables, (schema, spec) => {
        expect(applyStatements(schema, { ...schema }, spec)).toEqual([]);
        const [first, ...rest] = schema.fields;
        fc.pre(first !== undefined && rest.every(({ name }) => name !== 'another_name'));
        const renamed = { ...schema, fields: [{ ...first, name: 'another_name' }, ...rest] };
        const rename = { parent: [], from: first.name, to: 'another_name' };
        const statements = applyStatements(schema, renamed, spec, [rename]).join('\n');
        expect(statements).not.toMatch(/ (?:DROP|ADD) COLUMNS /);
      }),
      { numRuns: runs },
    );
  });
});
