import { columnKey } from './column-path.ts';
import type { Dataset, DatasetSettings, FormerColumns } from './dataset.types.ts';

/**
 * What the table remembers of its keys and partition columns after a change of settings under an active schema. A table
 * of another format was written anew, and remembers nothing.
 */
export function formerColumns(current: Dataset, next: DatasetSettings): FormerColumns {
  const remembered = current.tableFormat === next.tableFormat;
  return {
    formerPkFields: remembered ? former(current.formerPkFields, current.pkFields, next.pkFields) : [],
    formerPartitionKeys: remembered
      ? former(current.formerPartitionKeys, current.partitionKeys, next.partitionKeys)
      : [],
  };
}

function former(known: readonly string[], before: readonly string[], after: readonly string[]): string[] {
  const now = new Set(after.map(columnKey));
  const gone = new Map<string, string>();
  for (const text of [...known, ...before]) {
    const key = columnKey(text);
    if (!now.has(key) && !gone.has(key)) gone.set(key, text);
  }
  return [...gone.values()];
}
