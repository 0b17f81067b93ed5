import { lowerKey } from '../schema/walk.ts';
import { isOn } from './formats/format-profile.ts';
import type { TableState } from './types.ts';

type Table = Pick<TableState, 'format' | 'properties'>;

const CHANGE_FEED = 'delta.enableChangeDataFeed';
/** What Delta writes into its change feed. */
const OF_CHANGE_FEED: ReadonlySet<string> = new Set(['_change_type', '_commit_version', '_commit_timestamp']);
/** Iceberg's metadata columns, as its specification reserves them. */
const OF_ICEBERG: ReadonlySet<string> = new Set([
  '_file',
  '_pos',
  '_deleted',
  '_spec_id',
  '_partition',
  '_row_id',
  '_last_updated_sequence_number',
]);

/** Is this the name of a top-level field that table engines add for themselves, and that is never stored as data? */
export function isEngineName({ format, properties }: Table, name: string): boolean {
  const key = lowerKey(name);
  // Hudi's one field of that prefix which is data: it marks the rows to delete.
  if (format === 'HUDI' && key === '_hoodie_is_deleted') return false;
  if (format === 'ICEBERG' && OF_ICEBERG.has(key)) return true;
  if (format === 'DELTA' && OF_CHANGE_FEED.has(key)) return isOn(properties, CHANGE_FEED);
  return key === '_rescued_data' || key.startsWith('_hoodie_');
}
