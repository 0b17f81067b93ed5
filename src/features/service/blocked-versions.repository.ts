import type { Transaction } from '../../db/client.ts';

/** One index scan: the table is indexed by status within a dataset, and blocked versions are few. */
export function countBlockedVersions(db: Transaction): Promise<number> {
  return db.schemaVersion.count({ where: { status: 'BLOCKED' } });
}
