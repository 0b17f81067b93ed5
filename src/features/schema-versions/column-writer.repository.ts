import type { Transaction } from '../../db/client.ts';
import { columnFact } from '../../evolution/column-fact.ts';
import type { Absence, ColumnFact } from '../../evolution/types.ts';
import { pathKey, pathText } from '../../schema/path.ts';
import type { Path, StructType } from '../../schema/types.ts';
import { fieldsOf } from '../../schema/walk.ts';
import { storedTypeText } from './stored-type.ts';

interface ColumnRow {
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

/** Brings the column history in step with a version: only rows that differ are written. */
export async function writeColumns(tx: Transaction, datasetId: number, change: ColumnChange): Promise<void> {
  const { written, gone } = changedColumns(change);
  await deleteColumns(tx, datasetId, gone);
  await upsertColumns(tx, datasetId, written);
}

interface ColumnChanges {
  readonly written: readonly ColumnRow[];
  /** Fields that went with a struct that was dropped (its tombstone holds them), and facts to forget. */
  readonly gone: readonly string[];
}

function changedColumns({ before, after, factsBefore, factUpdates, version }: ColumnChange): ColumnChanges {
  const facts = new Map([...factsBefore, ...factUpdates].map((fact) => [pathKey(fact.path), fact]));
  const updated = new Set(factUpdates.map((fact) => pathKey(fact.path)));
  const old = new Map(before === null ? [] : [...fieldsOf(before)].map((at) => [pathKey(at.path), at]));
  const kept = new Set<string>();
  const written: ColumnRow[] = [];
  for (const { path, field } of fieldsOf(after)) {
    const key = pathKey(path);
    kept.add(key);
    const was = old.get(key)?.field.type;
    old.delete(key);
    const type = storedTypeText(field.type);
    if (!updated.has(key) && was !== undefined && (was === field.type || storedTypeText(was) === type))
      continue;
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
  return { written, gone: [...gone.values()].map(pathText) };
}

async function deleteColumns(tx: Transaction, datasetId: number, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await tx.datasetColumn.deleteMany({ where: { datasetId, path: { in: [...paths] } } });
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

/** A field that stays dropped where its struct comes back was there before the version that dropped it. */
async function upsertColumns(tx: Transaction, datasetId: number, rows: readonly ColumnRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO dataset_columns AS c (dataset_id, path_hash, path, steps, type, pinned, absence, settled,
                                 added_version, changed_version, dropped_version, renamed_to, arrived_version)
    SELECT ${datasetId}, encode(sha256(convert_to(r.path, 'UTF8')), 'hex'), r.path, r.steps, r.type, r.pinned, r.absence::column_absence, r.settled,
           least(r.version, r."droppedVersion"), r.version, r."droppedVersion", r."renamedTo", r."arrivedVersion"
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS r(path text, steps text[], type text, pinned boolean, absence text, settled boolean, version int,
             "droppedVersion" int, "renamedTo" text, "arrivedVersion" int)
    ON CONFLICT (dataset_id, path_hash) DO UPDATE
       SET type = excluded.type, pinned = excluded.pinned, absence = excluded.absence, settled = excluded.settled,
           renamed_to = excluded.renamed_to, arrived_version = excluded.arrived_version,
           changed_version = CASE WHEN c.type = excluded.type AND c.dropped_version IS NOT DISTINCT FROM excluded.dropped_version
                             THEN c.changed_version ELSE excluded.changed_version END,
           dropped_version = excluded.dropped_version`;
}
