import { columnFact } from '../../evolution/column-fact.ts';
import type { Absence, ColumnFact } from '../../evolution/types.ts';
import { pathKey, pathText } from '../../schema/path.ts';
import type { Path, StructType } from '../../schema/types.ts';
import { fieldsOf } from '../../schema/walk.ts';
import { storedTypeText } from './stored-type.ts';

/** A row of the column history as a version leaves it. */
export interface ColumnRow {
  readonly path: string;
  readonly steps: Path;
  readonly type: string;
  readonly pinned: boolean;
  readonly absence: Absence;
  readonly settled: boolean;
  readonly version: number;
  readonly droppedVersion: number | null;
  readonly renamedTo: string | null;
  readonly arrivedVersion: number | null;
}

/** What a new version means for the columns: the schemas before and after it, and the facts it changes. */
export interface ColumnChange {
  readonly before: StructType | null;
  readonly after: StructType;
  readonly factsBefore: readonly ColumnFact[];
  readonly factUpdates: readonly ColumnFact[];
  readonly version: number;
}

/** What becomes of the rows of the column history. Paths are Spark's text. */
export interface ColumnChanges {
  readonly written: readonly ColumnRow[];
  /** Those written that the schema did not have before, most of them new. */
  readonly returned: readonly string[];
  /** Fields that went with a column that was dropped: its tombstone holds them, and their rows stay as history. */
  readonly faded: readonly string[];
  /** What is forgotten altogether. */
  readonly gone: readonly string[];
}

/** Works out which rows differ after a version. */
export function changedColumns({
  before,
  after,
  factsBefore,
  factUpdates,
  version,
}: ColumnChange): ColumnChanges {
  const facts = new Map([...factsBefore, ...factUpdates].map((fact) => [pathKey(fact.path), fact]));
  const updated = new Set(factUpdates.map((fact) => pathKey(fact.path)));
  const old = new Map(before === null ? [] : [...fieldsOf(before)].map((at) => [pathKey(at.path), at]));
  const kept = new Set<string>();
  const written: ColumnRow[] = [];
  const returned: string[] = [];
  for (const { path, field } of fieldsOf(after)) {
    const key = pathKey(path);
    kept.add(key);
    const was = old.get(key)?.field.type;
    old.delete(key);
    const type = storedTypeText(field.type);
    if (!updated.has(key) && was !== undefined && (was === field.type || storedTypeText(was) === type))
      continue;
    if (was === undefined) returned.push(pathText(path));
    written.push(columnRow(path, type, facts.get(key), version));
  }
  const gone = new Map([...old].map(([key, { path }]) => [key, path]));
  for (const fact of factUpdates) {
    const key = pathKey(fact.path);
    if (fact.dropped !== null) {
      gone.delete(key);
      written.push(columnRow(fact.path, storedTypeText(fact.dropped.type), fact, version));
    } else if (!kept.has(key)) {
      gone.set(key, fact.path);
    }
  }
  const wentWith = new Set(
    factUpdates.filter(({ dropped }) => dropped !== null).map(({ path }) => pathKey(path)),
  );
  const [faded, forgotten]: [string[], string[]] = [[], []];
  for (const path of gone.values()) (isPartOf(path, wentWith) ? faded : forgotten).push(pathText(path));
  return { written, returned, faded, gone: forgotten };
}

function isPartOf(path: Path, wholes: ReadonlySet<string>): boolean {
  return path.some((_, length) => length > 0 && wholes.has(pathKey(path.slice(0, length))));
}

function columnRow(path: Path, type: string, known: ColumnFact | undefined, version: number): ColumnRow {
  const { pinned, absence, settled, dropped } = known ?? columnFact(path);
  return {
    path: pathText(path),
    steps: path,
    type,
    pinned,
    absence,
    settled,
    version,
    droppedVersion: dropped?.version ?? null,
    renamedTo: dropped?.renamedTo ?? null,
    arrivedVersion: dropped?.arrivedIn ?? null,
  };
}
