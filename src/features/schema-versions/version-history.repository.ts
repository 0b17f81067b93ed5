import { z } from 'zod';
import type { Transaction } from '../../db/client.ts';
import { renamesIn } from '../../rendering/renames-in.ts';
import type { Rename } from '../../rendering/types.ts';

/** A version that was once the schema of the table, and what it calls otherwise than the one before, or has dropped. */
export interface HistoricVersion {
  readonly id: number;
  readonly version: number;
  readonly renames: readonly Rename[];
}

const RenameChange = z.object({
  rule: z.enum(['FIELD_RENAMED', 'FIELD_REMOVED']),
  verdict: z.enum(['NON_BREAKING', 'BREAKING']),
  path: z.array(z.string()),
  before: z.string().nullable(),
});

/** The versions that were active, from one number to another, oldest first. */
export async function listHistory(
  tx: Transaction,
  datasetId: number,
  from: number,
  to: number,
): Promise<HistoricVersion[]> {
  const rows = await tx.$queryRaw<{ id: number; version: number; renames: unknown }[]>`
    SELECT id, version,
           jsonb_path_query_array(
             changes,
             '$[*] ? ((@.rule == "FIELD_RENAMED" || @.rule == "FIELD_REMOVED") && @.verdict != "NONE")') AS renames
      FROM schema_versions
     WHERE dataset_id = ${datasetId} AND status IN ('ACTIVE', 'OBSOLETE') AND version BETWEEN ${from} AND ${to}
     ORDER BY version`;
  return rows.map(({ renames, ...version }) => ({
    ...version,
    renames: renamesIn(z.array(RenameChange).parse(renames)),
  }));
}
