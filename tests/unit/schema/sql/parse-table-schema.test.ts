import { describe, expect, it } from '@jest/globals';
import { field, primitive, structOf } from '../../../../src/schema/constructors.ts';
import { parseTableSchema } from '../../../../src/schema/sql/parse-table-schema.ts';

const long = primitive('long');
const idAndTag = structOf([
  field('id', long, { nullable: false, metadata: { comment: 'key' } }),
  field('tag', primitive('string')),
]);

describe('parseTableSchema', () => {
  it('reads columns as Spark prints them', () => {
    expect(parseTableSchema("id BIGINT NOT NULL COMMENT 'key', tag STRING")).toEqual({
      ok: true,
      value: idAndTag,
    });
  });

  it('reads the same as a struct', () => {
    expect(parseTableSchema("STRUCT<id: BIGINT NOT NULL COMMENT 'key', tag: STRING>")).toEqual({
      ok: true,
      value: idAndTag,
    });
  });

  it('allows the colons of a struct between names and types', () => {
    expect(parseTableSchema("id: BIGINT NOT NULL COMMENT 'key', tag: STRING")).toEqual({
      ok: true,
      value: idAndTag,
    });
  });

  it('reads a column that is called struct', () => {
    expect(parseTableSchema('struct BIGINT')).toEqual({ ok: true, value: structOf([field('struct', long)]) });
  });

  it.each([
    ['', 'expected a column name, found the end of the text', 1],
    ['a', 'expected a type, found the end of the text', 2],
    ['a INT b INT', "expected ',' or the end, found 'b'", 7],
    ['a INT, a INT', "the name 'a' is there twice", 8],
    ['STRUCT<a: INT>, b INT', "expected nothing after the type, found ','", 15],
  ])('refuses %j', (text, message, column) => {
    expect(parseTableSchema(text)).toEqual({
      ok: false,
      errors: [{ pointer: '', message, position: { line: 1, column } }],
    });
  });

  it('counts the table itself among the 50 levels', () => {
    const columns = (levels: number): string => `a ${'ARRAY<'.repeat(levels)}INT${'>'.repeat(levels)}`;
    expect(parseTableSchema(columns(49)).ok).toBe(true);
    expect(parseTableSchema(columns(50)).ok).toBe(false);
  });
});
