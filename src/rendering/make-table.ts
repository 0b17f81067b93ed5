import { pathText } from '../schema/path.ts';
import type { Path, StructType } from '../schema/types.ts';
import { type Layout, layoutFault } from './layout.ts';
import { comment, commentedOut, statement } from './line.ts';
import type { Engine, Line, Rendering, RenderingWarning, TableSpec } from './types.ts';

/** A CREATE TABLE as it is written down, and what is known of it. */
export interface WrittenTable {
  readonly engine: Engine;
  readonly sql: string;
  /** The columns in it. */
  readonly schema: StructType;
  readonly layout: Layout;
  readonly spec: TableSpec;
  readonly warnings: readonly RenderingWarning[];
  /** Why the engine cannot have the table, beyond what columns and layout tell. */
  readonly faults?: readonly string[];
}

/** CREATE TABLE as it can run; or as comments with the reason why not, where it would fail or make another table than it should. */
export function makeTable({
  engine,
  sql,
  schema,
  layout,
  spec,
  warnings,
  faults = [],
}: WrittenTable): Rendering {
  const fault = layoutFault(schema, layout, { engine, format: spec.format });
  return {
    lines: runOrTell(sql, [...(fault === null ? [] : [fault]), ...faults, ...settingsMissingIn(warnings)]),
    warnings: [...warnings, ...layout.unknownPartitions.map(unknownColumn)],
  };
}

/** What has to be filled in, as sentences. */
export function settingsMissingIn(warnings: readonly RenderingWarning[]): string[] {
  return warnings.filter(({ code }) => code === 'SETTING_MISSING').map(({ message }) => message);
}

/** A statement; or, where something speaks against running it as it stands, that, and the statement as a comment. */
export function runOrTell(sql: string, faults: readonly string[]): Line[] {
  return faults.length === 0 ? [statement(sql)] : [...faults.map(comment), commentedOut(sql)];
}

/** The same text where something was found that speaks against running any of it. */
export function notRunning({ lines, warnings }: Rendering, missing: RenderingWarning): Rendering {
  return {
    lines: [
      comment(missing.message),
      ...lines.map((line) => (line.isComment ? line : commentedOut(line.sql))),
    ],
    warnings: [...warnings, missing],
  };
}

export function unknownColumn(path: Path): RenderingWarning {
  return {
    code: 'COLUMN_UNKNOWN',
    path,
    message: `${pathText(path)} is not in the schema: the job adds it, and its type is not known here.`,
  };
}
