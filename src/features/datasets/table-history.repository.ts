import { z } from 'zod';
import type { Transaction } from '../../db/client.ts';
import type { GoneColumn, PastType } from '../../evolution/settings/types.ts';
import { parseSqlType } from '../../schema/sql/parse-sql-type.ts';
import type { Dataset } from './dataset.types.ts';

/** Columns that were dropped or renamed, by their paths. */
export async function findGoneColumns(tx: Transaction, { id }: Dataset): Promise<GoneColumn[]> {
  const rows = await tx.datasetColumn.findMany({
    where: { datasetId: id, droppedVersion: { not: null } },
    select: { steps: true, renamedTo: true },
    orderBy: [{ droppedVersion: 'asc' }, { path: 'asc' }],
  });
  return rows.map(({ steps, renamedTo }) => ({ path: steps, renamedTo }));
}

const typeChange = z.object({ path: z.array(z.string()), before: z.string(), after: z.string() });

interface TypeChangeRow {
  readonly version: number;
  readonly change: unknown;
}

/** Changes of types that became part of the schema, oldest first; those that are no types to compare are left out. */
export async function findPastTypes(tx: Transaction, { id }: Dataset): Promise<PastType[]> {
  const rows = await tx.$queryRaw<TypeChangeRow[]>`
    SELECT v.version, change.value AS change
      FROM schema_versions v, jsonb_array_elements(v.changes) AS change
     WHERE v.dataset_id = ${id} AND v.status IN ('ACTIVE', 'OBSOLETE')
       AND change.value->>'kind' = 'TYPE' AND change.value->>'verdict' <> 'NONE'
     ORDER BY v.version`;
  return rows.flatMap(toPastType);
}

function toPastType({ version, change }: TypeChangeRow): PastType[] {
  const read = typeChange.safeParse(change);
  if (!read.success) return [];
  const from = parseSqlType(read.data.before);
  const to = parseSqlType(read.data.after);
  return from.ok && to.ok ? [{ path: read.data.path, from: from.value, to: to.value, version }] : [];
}
