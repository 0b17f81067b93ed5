import type { Transaction } from '../../db/client.ts';
import { parseDatasetRef } from './dataset-ref.ts';
import { columnsOf, toDataset } from './dataset-row.repository.ts';
import type { Dataset, DatasetSettings, FormerColumns } from './dataset.types.ts';

/** The unique constraint that a second registration of a name runs into. */
export const NAME_CONSTRAINT = 'datasets_name_key_unique';

/** A dataset by id or name; null when there is none. */
export async function findDataset(tx: Transaction, ref: string): Promise<Dataset | null> {
  const where = parseDatasetRef(ref);
  if (where === null) return null;
  const row = await tx.dataset.findUnique({ where });
  return row === null ? null : toDataset(row);
}

/**
 * The same, holding the dataset's lock (its row, FOR UPDATE) until the transaction ends. Whoever changes anything
 * about a dataset takes it first, and takes the time after it.
 */
export async function lockDataset(tx: Transaction, ref: string): Promise<Dataset | null> {
  const where = parseDatasetRef(ref);
  if (where === null) return null;
  const locked =
    'id' in where
      ? await tx.$queryRaw<{ id: number }[]>`SELECT id FROM datasets WHERE id = ${where.id} FOR UPDATE`
      : await tx.$queryRaw<
          { id: number }[]
        >`SELECT id FROM datasets WHERE name_key = ${where.nameKey} FOR UPDATE`;
  const id = locked[0]?.id;
  if (id === undefined) return null;
  const row = await tx.dataset.findUnique({ where: { id } });
  return row === null ? null : toDataset(row);
}

/** The database's time at this statement, to the millisecond. */
export async function databaseTime(tx: Transaction): Promise<Date> {
  const rows = await tx.$queryRaw<
    { now: Date }[]
  >`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
  const now = rows[0]?.now;
  if (now === undefined) throw new Error('The database gave no time');
  return now;
}

/** Fails on NAME_CONSTRAINT where the name is taken. */
export async function insertDataset(
  tx: Transaction,
  name: string,
  settings: DatasetSettings,
  at: Date,
): Promise<Dataset> {
  const row = await tx.dataset.create({
    data: { ...columnsOf(settings), name, nameKey: name.toLowerCase(), createdAt: at, updatedAt: at },
  });
  return toDataset(row);
}

/** Stores settings under the next revision. The caller holds the lock. */
export async function updateDataset(
  tx: Transaction,
  current: Dataset,
  settings: DatasetSettings,
  former: FormerColumns = current,
): Promise<Dataset> {
  const { formerPkFields, formerPartitionKeys } = former;
  const row = await tx.dataset.update({
    where: { id: current.id },
    data: {
      ...columnsOf(settings),
      formerPkFields: [...formerPkFields],
      formerPartitionKeys: [...formerPartitionKeys],
      ...(await nextRevision(tx, current)),
    },
  });
  return toDataset(row);
}

/** Takes a dataset out of use, or back into it. The caller holds the lock. */
export async function updateArchived(
  tx: Transaction,
  current: Dataset,
  isArchived: boolean,
): Promise<Dataset> {
  const next = await nextRevision(tx, current);
  const archivedAt = isArchived ? next.updatedAt : null;
  const row = await tx.dataset.update({ where: { id: current.id }, data: { ...next, archivedAt } });
  return toDataset(row);
}

/** Deletes a dataset with its versions, columns and statements; its events stay. The caller holds the lock. */
export async function deleteDataset(tx: Transaction, { id }: Dataset): Promise<void> {
  await tx.dataset.delete({ where: { id }, select: { id: true } });
}

/** The clock of the database may be set back; what happened later is not to bear an earlier time. */
async function nextRevision(tx: Transaction, { revision, updatedAt }: Dataset) {
  const now = await databaseTime(tx);
  return { revision: revision + 1, updatedAt: now > updatedAt ? now : updatedAt };
}

/** The active schema as StructType JSON text; null when the dataset has none. */
export async function findActiveSchemaJson(tx: Transaction, dataset: Dataset): Promise<string | null> {
  if (dataset.activeSchemaVersionId === null) return null;
  const version = await tx.schemaVersion.findUnique({
    where: { id: dataset.activeSchemaVersionId },
    select: { schemaJson: true },
  });
  return version?.schemaJson ?? null;
}
