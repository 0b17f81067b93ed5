import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseAlterTable } from '../../../src/ddl/parse-alter-table.ts';
import type { AddColumn, AlterTable, DropColumn } from '../../../src/ddl/types.ts';
import { decimal, field, primitive, structOf } from '../../../src/schema/constructors.ts';
import { pathText } from '../../../src/schema/path.ts';
import { sqlType } from '../../../src/schema/sql/type-text.ts';
import type { DataType, Path } from '../../../src/schema/types.ts';
import { path as anyPath, plainStruct } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';

const long = primitive('long');
const string = primitive('string');

function add(path: Path, type: DataType, rest: Partial<AddColumn> = {}): AddColumn {
  const plain = { nullable: true, comment: null, position: null, ifNotExists: false };
  return { op: 'ADD_COLUMN', path, type, ...plain, ...rest };
}

function drop(path: Path, ifExists = false): DropColumn {
  return { op: 'DROP_COLUMN', path, ifExists };
}

function read(sql: string): AlterTable {
  const parsed = parseAlterTable(sql);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

function fault(sql: string): string {
  const parsed = parseAlterTable(sql);
  if (parsed.ok) throw new Error(`was read: ${sql}`);
  const [error] = parsed.errors;
  return `${error?.position?.line}:${error?.position?.column} ${error?.message}`;
}

describe('parseAlterTable: ADD COLUMN', () => {
  it.each([
    'ALTER TABLE orders ADD COLUMN note STRING',
    'ALTER TABLE orders ADD COLUMNS note STRING',
    'ALTER TABLE orders ADD COLUMN (note STRING)',
    'alter table orders add columns (note string);',
    '-- for the shop\nALTER TABLE orders /* soon */ ADD COLUMN note STRING ;;\n',
  ])('reads %j', (sql) => {
    expect(read(sql)).toEqual({ table: ['orders'], operations: [add(['note'], string)] });
  });

  it('reads several columns, nested names, comments and NOT NULL', () => {
    const sql = `ALTER TABLE lake.sales.orders ADD COLUMNS (
      discount DECIMAL(10,2) COMMENT 'of the whole',
      address.zip STRING NOT NULL COMMENT 'as written',
      points.element.\`we.ird\` STRUCT<a: BIGINT>
    )`;
    expect(read(sql)).toEqual({
      table: ['lake', 'sales', 'orders'],
      operations: [
        add(['discount'], decimal(10, 2), { comment: 'of the whole' }),
        add(['address', 'zip'], string, { nullable: false, comment: 'as written' }),
        add(['points', 'element', 'we.ird'], structOf([field('a', long)])),
      ],
    });
  });

  it('reads IF NOT EXISTS for all columns of the statement', () => {
    expect(read('ALTER TABLE t ADD COLUMNS IF NOT EXISTS (a LONG, b LONG)').operations).toEqual([
      add(['a'], long, { ifNotExists: true }),
      add(['b'], long, { ifNotExists: true }),
    ]);
  });

  it('takes its own words for names of columns', () => {
    const names = ['if', 'add', 'drop', 'column', 'first', 'not', '__proto__'];
    const sql = `ALTER TABLE t ADD COLUMNS (${names.map((name) => `${name} LONG`).join(', ')})`;
    expect(read(sql).operations).toEqual(names.map((name) => add([name], long)));
  });
});

describe('parseAlterTable: DROP COLUMN', () => {
  it.each([
    'ALTER TABLE t DROP COLUMNS (a, address.fax, `we.ird`)',
    'ALTER TABLE t DROP COLUMN a, address.fax, `we.ird`',
  ])('reads %j', (sql) => {
    expect(read(sql).operations).toEqual([drop(['a']), drop(['address', 'fax']), drop(['we.ird'])]);
  });

  it('reads IF EXISTS', () => {
    expect(read('ALTER TABLE t DROP COLUMN IF EXISTS a, b').operations).toEqual([
      drop(['a'], true),
      drop(['b'], true),
    ]);
  });
});

describe('parseAlterTable: several statements', () => {
  it('reads them in order when they are about one table', () => {
    const sql = 'ALTER TABLE t ADD COLUMN a LONG; ALTER TABLE T DROP COLUMN b; ';
    expect(read(sql)).toEqual({ table: ['t'], operations: [add(['a'], long), drop(['b'])] });
  });

  it('refuses statements about two tables', () => {
    expect(fault('ALTER TABLE t DROP COLUMN a;\nALTER TABLE u DROP COLUMN a')).toBe(
      '2:1 the statements are about two tables: t, u',
    );
  });
});

describe('parseAlterTable: faults', () => {
  it.each([
    ['', '1:1 expected ALTER TABLE, found the end of the text'],
    ['DROP TABLE t', "1:1 expected ALTER TABLE, found 'DROP'"],
    ['ALTER TABLE', '1:12 expected the name of a table, found the end of the text'],
    ['ALTER TABLE t', '1:14 expected ADD COLUMN or DROP COLUMN, found the end of the text'],
    ['ALTER TABLE t TOUCH', "1:15 expected ADD COLUMN or DROP COLUMN, found 'TOUCH'"],
    ['ALTER TABLE t ADD a INT', "1:19 expected COLUMN or COLUMNS, found 'a'"],
    ['ALTER TABLE t ADD COLUMN a', '1:27 expected a type, found the end of the text'],
    ['ALTER TABLE t ADD COLUMN a STRNIG', "1:28 expected a type, found 'STRNIG'"],
    ['ALTER TABLE t ADD COLUMN a.', "1:28 expected a name after the '.', found the end of the text"],
    ['ALTER TABLE t ADD COLUMNS (a INT', "1:33 expected ',' or ')', found the end of the text"],
    ['ALTER TABLE t ADD COLUMNS ()', "1:28 expected a column name, found ')'"],
    ['ALTER TABLE t DROP COLUMN a CASCADE', "1:29 expected ',' or ';' or the end, found 'CASCADE'"],
    ['ALTER TABLE t DROP COLUMN a; SELECT 1', "1:30 expected ALTER TABLE, found 'SELECT'"],
    [
      'ALTER TABLE t ADD COLUMN a INT, DROP COLUMN b',
      "1:33 start another statement, with ';' between them, instead of a second action",
    ],
  ])('%s', (sql, message) => {
    expect(fault(sql)).toBe(message);
  });

  it.each([
    ['RENAME COLUMN a TO b', 'RENAME'],
    ['ALTER COLUMN a TYPE BIGINT', 'ALTER'],
    ['CHANGE COLUMN a b INT', 'CHANGE'],
    ["SET TBLPROPERTIES ('a' = 'b')", 'SET'],
    ['REPLACE COLUMNS (a INT)', 'REPLACE'],
  ])('says that %s is not supported yet', (action, word) => {
    expect(fault(`ALTER TABLE t ${action}`)).toBe(
      `1:15 ALTER TABLE … ${word} is not supported yet: ADD COLUMN and DROP COLUMN are`,
    );
  });

  it.each([
    ['FIRST', '1:32 FIRST is not supported yet: new columns are added at the end'],
    ['AFTER b', '1:32 AFTER is not supported yet: new columns are added at the end'],
    ['DEFAULT 1', '1:32 DEFAULT is not supported yet: new columns are null in the rows that exist'],
    ['GENERATED ALWAYS AS (1)', '1:32 generated columns are not supported yet'],
  ])('says that %s is not supported yet', (rest, message) => {
    expect(fault(`ALTER TABLE t ADD COLUMN a INT ${rest}`)).toBe(message);
  });

  it('refuses more than 10,000 operations and names of more than 50 parts', () => {
    expect(fault(`ALTER TABLE t DROP COLUMN ${Array(10_001).fill('a').join(',')}`)).toMatch(
      /more than 10000 operations$/,
    );
    expect(fault(`ALTER TABLE t DROP COLUMN ${Array(51).fill('a').join('.')}`)).toMatch(/at most 50 parts$/);
  });
});

describe('parseAlterTable: properties', () => {
  it('reads any names and types back from their text', () => {
    const column = plainStruct.filter(({ fields }) => fields.length > 0);
    fc.assert(
      fc.property(anyPath, anyPath, column, (table, path, type) => {
        const sql = `ALTER TABLE ${pathText(table)} ADD COLUMNS (${pathText(path)} ${sqlType(type)}, b INT);
                     ALTER TABLE ${pathText(table)} DROP COLUMN ${pathText(path)}`;
        const { operations, table: readTable } = read(sql);
        expect(readTable).toEqual(table);
        expect(operations.map((operation) => operation.path)).toEqual([path, ['b'], path]);
      }),
      { numRuns: runs },
    );
  });

  it('answers anything with operations or with one fault inside the text', () => {
    const pieces = fc.oneof(
      fc.constantFrom(
        'ALTER TABLE t ',
        'ADD COLUMN ',
        'DROP COLUMNS ',
        'IF ',
        'NOT ',
        'EXISTS ',
        'a ',
        'INT ',
        '.',
        ';',
        '(',
        ')',
        ',',
        '`',
        "'",
        '\n',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const sql = parts.join('');
        const parsed = parseAlterTable(sql);
        if (parsed.ok) return;
        expect(parsed.errors).toHaveLength(1);
        const lines = sql.split(/\r\n|\r|\n/);
        const { line, column } = parsed.errors[0]?.position ?? { line: 0, column: 0 };
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(Array.from(lines[line - 1] ?? '').length + 1);
      }),
      { numRuns: runs },
    );
  });
});
