import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseAlterTable } from '../../../src/ddl/parse-alter-table.ts';
import type { AddColumn, AlterTable, DdlOperation, DropColumn } from '../../../src/ddl/types.ts';
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

function parse(sql: string): AlterTable {
  const parsed = parseAlterTable(sql);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

function read(sql: string): Omit<AlterTable, 'starts'> {
  const { table, operations } = parse(sql);
  return { table, operations };
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

describe('parseAlterTable: where a new column stands', () => {
  it.each([
    ['a LONG FIRST', { position: { at: 'FIRST' } }],
    ['a LONG AFTER b', { position: { at: 'AFTER', column: 'b' } }],
    ["a LONG AFTER `b.c` COMMENT 'x' ", { position: { at: 'AFTER', column: 'b.c' }, comment: 'x' }],
    ["a LONG COMMENT 'x' NOT NULL first", { position: { at: 'FIRST' }, comment: 'x', nullable: false }],
  ] as const)('reads %s', (column, rest) => {
    expect(read(`ALTER TABLE t ADD COLUMN ${column}`).operations).toEqual([add(['a'], long, rest)]);
  });
});

describe('parseAlterTable: RENAME COLUMN', () => {
  it.each([
    ['a TO b', { path: ['a'], to: 'b' }],
    ['a.element.`b.c` to `d``e`', { path: ['a', 'element', 'b.c'], to: 'd`e' }],
    ['to TO TO', { path: ['to'], to: 'TO' }],
  ])('reads %s', (text, operation) => {
    expect(read(`ALTER TABLE t RENAME COLUMN ${text}`).operations).toEqual([
      { op: 'RENAME_COLUMN', ...operation },
    ]);
  });

  it.each([
    ['RENAME a TO b', "1:22 expected COLUMN, found 'a'"],
    ['RENAME COLUMN a', '1:30 expected TO and the new name, found the end of the text'],
    ['RENAME COLUMN a b', "1:31 expected TO and the new name, found 'b'"],
    ['RENAME COLUMN a TO', '1:33 expected the new name, found the end of the text'],
    ['RENAME COLUMN a.b TO a.c', '1:37 the new name is one name, not a path: a column stays where it is'],
    ['RENAME COLUMN IF EXISTS a TO b', '1:29 RENAME COLUMN takes no IF EXISTS'],
    [
      'RENAME COLUMN a TO b, c TO d',
      "1:35 this RENAME COLUMN takes one column: start another statement, with ';' between them",
    ],
  ])('does not read %s', (action, message) => {
    expect(fault(`ALTER TABLE t ${action}`)).toBe(message);
  });
});

const alterations: readonly (readonly [string, readonly DdlOperation[]])[] = [
  ['a TYPE BIGINT', [{ op: 'ALTER_TYPE', path: ['a'], type: long }]],
  ['m.value TYPE STRING', [{ op: 'ALTER_TYPE', path: ['m', 'value'], type: string }]],
  ['a SET NOT NULL', [{ op: 'ALTER_NULLABILITY', path: ['a'], nullable: false }]],
  ['a DROP NOT NULL', [{ op: 'ALTER_NULLABILITY', path: ['a'], nullable: true }]],
  ["a COMMENT 'it\\'s'", [{ op: 'ALTER_COMMENT', path: ['a'], comment: "it's" }]],
  ['a COMMENT ""', [{ op: 'ALTER_COMMENT', path: ['a'], comment: '' }]],
  ['a FIRST', [{ op: 'MOVE_COLUMN', path: ['a'], position: { at: 'FIRST' } }]],
  ['s.a AFTER b', [{ op: 'MOVE_COLUMN', path: ['s', 'a'], position: { at: 'AFTER', column: 'b' } }]],
  [
    'a TYPE BIGINT, b.c FIRST, d DROP NOT NULL',
    [
      { op: 'ALTER_TYPE', path: ['a'], type: long },
      { op: 'MOVE_COLUMN', path: ['b', 'c'], position: { at: 'FIRST' } },
      { op: 'ALTER_NULLABILITY', path: ['d'], nullable: true },
    ],
  ],
  ['type TYPE BIGINT', [{ op: 'ALTER_TYPE', path: ['type'], type: long }]],
  ['first FIRST', [{ op: 'MOVE_COLUMN', path: ['first'], position: { at: 'FIRST' } }]],
  ["comment COMMENT 'x'", [{ op: 'ALTER_COMMENT', path: ['comment'], comment: 'x' }]],
];

describe.each(['ALTER COLUMN', 'ALTER', 'CHANGE COLUMN', 'CHANGE'])('parseAlterTable: %s', (verb) => {
  it.each(alterations)('reads %s', (text, operations) => {
    expect(read(`ALTER TABLE t ${verb} ${text}`).operations).toEqual(operations);
  });
});

describe('parseAlterTable: ALTER COLUMN', () => {
  it.each([
    [
      'ALTER COLUMN a',
      '1:29 expected TYPE, COMMENT, FIRST, AFTER, SET NOT NULL or DROP NOT NULL, found the end of the text',
    ],
    [
      'ALTER COLUMN a BIGINT',
      "1:30 expected TYPE, COMMENT, FIRST, AFTER, SET NOT NULL or DROP NOT NULL, found 'BIGINT'",
    ],
    ['ALTER COLUMN a TYPE', '1:34 expected a type, found the end of the text'],
    ['ALTER COLUMN a COMMENT b', "1:38 expected the comment, a string in quotes, found 'b'"],
    ['ALTER COLUMN a SET NULL', "1:34 expected NOT NULL, found 'NULL'"],
    ['ALTER COLUMN a SET DATA TYPE BIGINT', '1:30 a type is changed by TYPE alone: ALTER COLUMN … TYPE …'],
    ['ALTER COLUMN IF EXISTS a TYPE BIGINT', '1:28 ALTER COLUMN takes no IF EXISTS'],
    [
      "ALTER COLUMN a TYPE BIGINT COMMENT 'x'",
      "1:42 a column takes one change at a time: start another statement, with ';' between them, for the next",
    ],
    [
      'ALTER COLUMN a TYPE BIGINT, ALTER COLUMN b TYPE BIGINT',
      "1:43 start another statement, with ';' between them, instead of a second action",
    ],
  ])('does not read %s', (action, message) => {
    expect(fault(`ALTER TABLE t ${action}`)).toBe(message);
  });

  it.each(['SET DEFAULT 1', 'DROP DEFAULT'])('says why %s is not done', (action) => {
    expect(fault(`ALTER TABLE t ALTER COLUMN a ${action}`)).toBe(
      '1:30 defaults of columns are not done here: rows without the column read null, and jobs write every value that is not',
    );
  });
});

describe('parseAlterTable: CHANGE COLUMN, the older form', () => {
  const retyped = { op: 'ALTER_TYPE', path: ['a'], type: long };

  it.each([
    ['a a BIGINT', [retyped]],
    ['a `A` BIGINT', [retyped]],
    ["a a BIGINT COMMENT 'x'", [retyped, { op: 'ALTER_COMMENT', path: ['a'], comment: 'x' }]],
    [
      "a a BIGINT COMMENT 'x' AFTER b",
      [
        retyped,
        { op: 'ALTER_COMMENT', path: ['a'], comment: 'x' },
        { op: 'MOVE_COLUMN', path: ['a'], position: { at: 'AFTER', column: 'b' } },
      ],
    ],
    ['s.a a BIGINT', [{ ...retyped, path: ['s', 'a'] }]],
    ['type type BIGINT', [{ ...retyped, path: ['type'] }]],
    ['comment comment BIGINT', [{ ...retyped, path: ['comment'] }]],
  ])('reads %s', (text, operations) => {
    expect(read(`ALTER TABLE t CHANGE COLUMN ${text}`).operations).toEqual(operations);
  });

  it.each([
    ['a b BIGINT', '1:31 CHANGE COLUMN renames nothing: for another name write RENAME COLUMN a TO b'],
    ['a a BIGINT NOT NULL', '1:40 CHANGE COLUMN leaves nullability alone: write ALTER COLUMN … SET NOT NULL'],
    [
      'a a INT, b b INT',
      "1:36 this CHANGE COLUMN takes one column: start another statement, with ';' between them",
    ],
    ['a a', '1:32 expected a type, found the end of the text'],
  ])('does not read %s', (text, message) => {
    expect(fault(`ALTER TABLE t CHANGE COLUMN ${text}`)).toBe(message);
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

describe('parseAlterTable: where operations begin', () => {
  it.each([
    'ALTER TABLE t ADD COLUMNS (^a INT, ^b.c INT)',
    'ALTER TABLE t DROP COLUMN IF EXISTS ^a, ^b;\nALTER TABLE t RENAME COLUMN ^c TO d',
    'ALTER TABLE t ALTER COLUMN ^a TYPE INT, ^b FIRST',
    "ALTER TABLE t CHANGE COLUMN ^a COMMENT 'x', ^b FIRST; ALTER TABLE t CHANGE ^c c INT",
  ])('%j', (marked) => {
    const parts = marked.split('^');
    const starts = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('').length);
    expect(parse(parts.join('')).starts).toEqual(starts);
  });

  it('is where the column is named that is changed in several ways', () => {
    const { operations, starts } = parse("ALTER TABLE t CHANGE COLUMN a a INT COMMENT 'x' FIRST");
    expect([operations.length, starts]).toEqual([3, [28, 28, 28]]);
  });
});

describe('parseAlterTable: faults', () => {
  it.each([
    ['', '1:1 expected ALTER TABLE, found the end of the text'],
    ['DROP TABLE t', "1:1 expected ALTER TABLE, found 'DROP'"],
    ['ALTER TABLE', '1:12 expected the name of a table, found the end of the text'],
    [
      'ALTER TABLE t',
      '1:14 expected ADD COLUMN, DROP COLUMN, RENAME COLUMN, ALTER COLUMN or CHANGE COLUMN, found the end of the text',
    ],
    [
      'ALTER TABLE t TOUCH',
      "1:15 expected ADD COLUMN, DROP COLUMN, RENAME COLUMN, ALTER COLUMN or CHANGE COLUMN, found 'TOUCH'",
    ],
    ['ALTER TABLE t ADD a INT', "1:19 expected COLUMN or COLUMNS, found 'a'"],
    ['ALTER TABLE t ADD COLUMN a', '1:27 expected a type, found the end of the text'],
    ['ALTER TABLE t ADD COLUMN a STRNIG', "1:28 expected a type, found 'STRNIG'"],
    ['ALTER TABLE t ADD COLUMN a.', "1:28 expected a name after the '.', found the end of the text"],
    ['ALTER TABLE t ADD COLUMNS (a INT', "1:33 expected ',' or ')', found the end of the text"],
    ['ALTER TABLE t ADD COLUMNS ()', "1:28 expected a column name, found ')'"],
    [
      'ALTER TABLE t DROP COLUMN a CASCADE',
      '1:29 DROP COLUMN takes no CASCADE: nothing here hangs on a column, and what a key or a partition needs is not dropped',
    ],
    ['ALTER TABLE t DROP COLUMN a; SELECT 1', "1:30 expected ALTER TABLE, found 'SELECT'"],
    ['ALTER TABLE IF EXISTS t DROP COLUMN a', '1:13 ALTER TABLE takes no IF EXISTS'],
    ['ALTER TABLE t ADD COLUMN a INT NOT NULL NOT NULL', "1:41 'NOT' is out of place here"],
    ["ALTER TABLE t ADD COLUMN a INT COMMENT 'x' COMMENT 'y'", "1:44 'COMMENT' is out of place here"],
    [
      `ALTER TABLE t ADD COLUMN a INT COMMENT '${'x'.repeat(1025)}'`,
      '1:40 a comment has at most 1024 characters',
    ],
    [
      `ALTER TABLE t ALTER COLUMN a COMMENT '${'x'.repeat(1025)}'`,
      '1:38 a comment has at most 1024 characters',
    ],
    ['ALTER TABLE t ADD COLUMN a INT FIRST AFTER b', "1:38 'AFTER' is out of place here"],
    [
      'ALTER TABLE t ADD COLUMN a INT AFTER',
      '1:37 expected the name of the column that it stands after, found the end of the text',
    ],
    [
      'ALTER TABLE t ADD COLUMN s.a INT AFTER s.b',
      '1:41 AFTER takes the last name alone: the column is one of the same parent',
    ],
    [
      'ALTER TABLE t ADD COLUMN a INT, DROP COLUMN b',
      "1:33 start another statement, with ';' between them, instead of a second action",
    ],
  ])('%s', (sql, message) => {
    expect(fault(sql)).toBe(message);
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
