import { pathText } from '../schema/path.ts';
import type { Path, StructType } from '../schema/types.ts';
import { type Layout, layoutFault } from './layout.ts';
import { comment, commentedOut, statement } from './line.ts';
import type { Line, Rendering, RenderingWarning, TableSpec } from './types.ts';

/** CREATE TABLE as it can run; or as comments with the reason why not, where it would make another table than it should. */
export function makeTable(
  sql: string,
  schema: StructType,
  layout: Layout,
  { format }: TableSpec,
  warnings: readonly RenderingWarning[],
): Rendering {
  const fault = layoutFault(schema, layout, format);
  const missing = warnings.filter(({ code }) => code === 'SETTING_MISSING').map(({ message }) => message);
  return {
    lines: runOrTell(sql, fault === null ? missing : [fault, ...missing]),
    warnings: [...warnings, ...layout.unknownPartitions.map(unknownColumn)],
  };
}

/** A statement; or, where something speaks against running it as it stands, that, and the statement as a comment. */
export function runOrTell(sql: string, faults: readonly string[]): Line[] {
  return faults.length === 0 ? [statement(sql)] : [...faults.map(comment), commentedOut(sql)];
}

export function unknownColumn(path: Path): RenderingWarning {
  return {
    code: 'COLUMN_UNKNOWN',
    path,
    message: `${pathText(path)} is not in the schema: the job adds it, and its type is not known here.`,
  };
}
