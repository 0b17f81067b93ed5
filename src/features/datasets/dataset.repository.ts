import type { Transaction } from '../../db/client.ts';
import { parseDatasetRef } from './dataset-ref.ts';
import { columnsOf, toDataset } from './dataset-row.repository.ts';
import type { Dataset, DatasetFilter, DatasetSettings } from './dataset.types.ts';

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

/** Stores the settings under the next revision. The caller holds the lock. */
export async function updateDataset(
  tx: Transaction,
  current: Dataset,
  settings: DatasetSettings,
  at: Date,
): Promise<Dataset> {
  const row = await tx.dataset.update({
    where: { id: current.id },
    data: { ...columnsOf(settings), revision: current.revision + 1, updatedAt: at },
  });
  return toDataset(row);
}

/** Datasets by name, from the one after `after` on. */
export async function listDatasets(
  tx: Transaction,
  filter: DatasetFilter,
  after: string | null,
  limit: number,
): Promise<Dataset[]> {
  const rows = await tx.dataset.findMany({
    where: {
      nameKey: {
        ...(filter.search === null ? {} : { contains: escapeLike(filter.search.toLowerCase()) }),
        ...(after === null ? {} : { gt: after }),
      },
      ...(filter.kafkaTopic === null ? {} : { kafkaTopic: filter.kafkaTopic }),
      ...(filter.mode === null ? {} : { mode: filter.mode }),
      ...(filter.tableFormat === null ? {} : { tableFormat: filter.tableFormat }),
    },
    orderBy: { nameKey: 'asc' },
    take: limit,
  });
  return rows.map(toDataset);
}

/** Prisma hands the text to LIKE as it is. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
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
