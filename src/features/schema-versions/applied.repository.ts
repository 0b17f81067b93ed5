import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';

export interface Acknowledgement {
  readonly at: Date;
  readonly commit: string | null;
}

/** Records that the real table has a version's schema. The caller holds the dataset's lock. */
export async function storeApplied(
  tx: Transaction,
  versionId: number,
  { at, commit }: Acknowledgement,
  { actor }: Caller,
): Promise<void> {
  await tx.schemaVersion.update({
    where: { id: versionId },
    data: { appliedAt: at, appliedByType: actor.type, appliedByName: actor.name, appliedCommit: commit },
    select: { id: true },
  });
}
