import type { Transaction } from '../../db/client.ts';
import { type ColumnChange, type ColumnRow, changedColumns } from './changed-columns.ts';

/** Brings the column history in step with a version: only rows that differ are written. */
export async function writeColumns(tx: Transaction, datasetId: number, change: ColumnChange): Promise<void> {
  const { written, returned, faded, gone } = changedColumns(change);
  await deleteColumns(tx, datasetId, gone);
  await forgetFacts(tx, datasetId, faded);
  await upsertColumns(tx, datasetId, written);
  await noteReturns(tx, datasetId, returned, change.version);
}

async function forgetFacts(tx: Transaction, datasetId: number, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await tx.datasetColumn.updateMany({
    where: { datasetId, path: { in: [...paths] } },
    data: {
      pinned: false,
      absence: 'REQUIRED',
      settled: false,
      droppedVersion: null,
      renamedTo: null,
      arrivedVersion: null,
    },
  });
}

/** A part of a column that came back kept its row: what brought it back is what changed it. */
async function noteReturns(
  tx: Transaction,
  datasetId: number,
  paths: readonly string[],
  version: number,
): Promise<void> {
  if (paths.length === 0) return;
  await tx.datasetColumn.updateMany({
    where: { datasetId, path: { in: [...paths] }, changedVersion: { lt: version } },
    data: { changedVersion: version },
  });
}

async function deleteColumns(tx: Transaction, datasetId: number, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await tx.datasetColumn.deleteMany({ where: { datasetId, path: { in: [...paths] } } });
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
           changed_version = CASE WHEN c.type = excluded.type AND (excluded.dropped_version IS NOT NULL OR c.dropped_version IS NULL)
                             THEN c.changed_version ELSE excluded.changed_version END,
           dropped_version = excluded.dropped_version`;
}
