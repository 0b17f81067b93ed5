import { FlinkSQL, HiveSQL, SparkSQL, TrinoSQL } from 'dt-sql-parser';
import type { Engine, Line } from '../../../src/rendering/types.ts';

interface Parser {
  validate(text: string): readonly { readonly message: string; readonly startColumn: number }[];
}

const PARSERS: Readonly<Record<Engine, Parser>> = {
  SPARK: new SparkSQL(),
  TRINO: new TrinoSQL(),
  HIVE: new HiveSQL(),
  FLINK: new FlinkSQL(),
};

/** What a parser of the engine's SQL has against a text, with the text. */
export function faultsOf(engine: Engine, sql: string): string[] {
  return PARSERS[engine]
    .validate(readable(engine, sql))
    .map(({ message, startColumn }) => `${message} (column ${startColumn}) in: ${sql}`);
}

/** Of every statement among the lines. */
export function faultsIn(engine: Engine, lines: readonly Line[]): string[] {
  return lines.filter(({ isComment }) => !isComment).flatMap(({ sql }) => faultsOf(engine, sql));
}

/**
 * What the grammars lack is put in words that they have: Flink's lists of columns to add or modify as those of a new
 * table, Trino's path of a new field as one name.
 */
function readable(engine: Engine, sql: string): string {
  if (engine === 'TRINO') return sql.replace(/(?<= ADD COLUMN )\S+/, 'x');
  if (engine !== 'FLINK') return sql;
  const columns = /^ALTER TABLE \S+ (?:ADD|MODIFY) (\([^]*\))$/.exec(sql)?.[1];
  if (columns !== undefined) return `CREATE TABLE t ${columns} WITH ('a' = 'b')`;
  return /^ALTER TABLE \S+ DROP \(/.test(sql) ? 'SHOW TABLES' : sql;
}
