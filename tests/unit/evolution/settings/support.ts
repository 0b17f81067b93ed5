import { judgeSettings } from '../../../../src/evolution/settings/judge-settings.ts';
import type { TableHistory, TableSettings } from '../../../../src/evolution/settings/types.ts';
import { readTypeHints } from '../../../../src/evolution/type-hints.ts';
import { parsePath } from '../../../../src/schema/path.ts';
import { parseSqlType } from '../../../../src/schema/sql/parse-sql-type.ts';
import { parseTableSchema } from '../../../../src/schema/sql/parse-table-schema.ts';
import type { DataType, Path, StructType } from '../../../../src/schema/types.ts';

function schemaOf(columns: string): StructType {
  const parsed = parseTableSchema(columns);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

function typeOf(text: string): DataType {
  const parsed = parseSqlType(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

function pathOf(text: string): Path {
  const parsed = parsePath(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

/** Settings as people write them. */
export interface Written {
  readonly format?: TableSettings['format'];
  readonly mode?: TableSettings['mode'];
  readonly keys?: readonly string[];
  readonly partitions?: readonly string[];
  readonly properties?: Readonly<Record<string, string>>;
  readonly hints?: Readonly<Record<string, string>>;
}

export function settingsOf(written: Written): TableSettings {
  const {
    format = 'PARQUET',
    mode = 'append',
    keys = [],
    partitions = [],
    properties = {},
    hints = {},
  } = written;
  return {
    format,
    mode,
    properties,
    pkFields: keys.map(pathOf),
    partitionKeys: partitions.map(pathOf),
    typeHints: readTypeHints(hints).hints,
  };
}

interface WrittenHistory {
  readonly columns?: string;
  /** Old path → new name, null where the column was dropped. */
  readonly gone?: Readonly<Record<string, string | null>>;
  /** Path → the type before, the type since, and the version that changed it. */
  readonly types?: Readonly<Record<string, readonly [string, string, number]>>;
}

export function historyOf({ columns = 'id BIGINT', gone = {}, types = {} }: WrittenHistory): TableHistory {
  return {
    active: schemaOf(columns),
    goneColumns: Object.entries(gone).map(([path, renamedTo]) => ({ path: pathOf(path), renamedTo })),
    pastTypes: Object.entries(types).map(([path, [from, to, version]]) => ({
      path: pathOf(path),
      from: typeOf(from),
      to: typeOf(to),
      version,
    })),
  };
}

export interface Case extends WrittenHistory {
  readonly before?: Written;
  /** What changes; the rest stays. */
  readonly change: Written;
}

/** Which settings are refused, and whether somebody's word would do. */
export function refused({ before = {}, change, ...history }: Case): string[] {
  return judged({ before, change, ...history }).map(
    ({ setting, forcible }) => `${setting.join('/')}${forcible ? ' (forcible)' : ''}`,
  );
}

export function judged({ before = {}, change, ...history }: Case) {
  return judgeSettings(historyOf(history), settingsOf(before), settingsOf({ ...before, ...change }));
}
