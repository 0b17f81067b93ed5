import { sameTypeIgnoringNullability } from '../../schema/same-type.ts';
import type { StructField, StructType } from '../../schema/types.ts';
import { fieldsByName } from '../../schema/walk.ts';
import { comment, commentedOut, statement } from '../line.ts';
import type { Line } from '../types.ts';
import { flinkName } from './flink-text.ts';

/** The statement that feeds a table from a source; a comment where the two cannot both be there, or it would fail. */
export function flinkFeed(
  source: { readonly name: string; readonly schema: StructType },
  table: { readonly name: string; readonly schema: StructType },
  areThere: boolean,
): Line[] {
  const known = fieldsByName(source.schema);
  // A column of which the source has less than the table cannot be fed from it.
  const isFed = ({ name, type }: StructField) => {
    const sent = known.get(name);
    return sent !== undefined && sameTypeIgnoringNullability(sent.type, type);
  };
  const taken = table.schema.fields.filter(isFed).map(({ name }) => flinkName(name));
  const wanting = table.schema.fields.filter((field) => !field.nullable && !isFed(field));
  const list = taken.join(', ');
  const insert = `INSERT INTO ${table.name} (${list}) SELECT ${list} FROM ${source.name}`;
  if (wanting.length > 0) {
    const names = wanting.map(({ name }) => flinkName(name)).join(', ');
    return [
      comment(`The table wants a value for ${names}, which the source cannot give.`),
      commentedOut(insert),
    ];
  }
  return [areThere && taken.length > 0 ? statement(insert) : commentedOut(insert)];
}
