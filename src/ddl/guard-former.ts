import type { TableFormat } from '../evolution/types.ts';
import { column } from '../evolution/words.ts';
import type { Path } from '../schema/types.ts';
import { isWithin } from './guarded.ts';
import { sentence } from './sentence.ts';
import type { Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/** Formats whose tables keep their key and partition columns in their own configuration, for good. */
const KEEPS_KEYS: readonly TableFormat[] = ['HUDI'];

/** What speaks against changing a column that was a key or a partition column of the table once. */
export function guardFormer(
  bench: Workbench,
  path: Path,
  change: 'DROP' | 'RENAME' | 'TYPE',
): Objection | null {
  const { table, capability } = bench;
  const touches = (former: Path) => isWithin(former, path) || isWithin(path, former);
  const key = table.formerPkFields.find(touches);
  const partition = table.formerPartitionKeys.find(touches);
  if (KEEPS_KEYS.includes(table.format)) {
    if (key !== undefined) return keptForGood(table.format, path, key, 'KEY');
    if (partition !== undefined) return keptForGood(table.format, path, partition, 'PARTITION');
  }
  const can = capability.dropFormerPartition;
  if (change !== 'DROP' || can.ok || partition === undefined) return null;
  return {
    code: 'PARTITION_FIELD_CHANGED',
    path,
    reason: `${column(partition)} was a partition column once: ${can.why}.`,
    remediation: sentence(can.remedy),
  };
}

function keptForGood(format: TableFormat, path: Path, former: Path, what: 'KEY' | 'PARTITION'): Objection {
  const was = what === 'KEY' ? 'a key' : 'a partition column';
  return {
    code: `${what}_FIELD_CHANGED`,
    path,
    reason: `${column(former)} was ${was} of the table once, and ${format} keeps that in the table's own configuration for good.`,
    remediation: 'Leave it as it is. A table without that column is another dataset (POST /datasets).',
  };
}
