import type { Path, StructType } from '../schema/types.ts';
import { admitFields } from './admit-field.ts';
import { reportMissing } from './guards.ts';
import { hasPath } from './has-path.ts';
import type { Judging, Place } from './judging.ts';
import { markBelow } from './marks.ts';
import { column } from './words.ts';

/**
 * Judges the first schema of a table: names, collisions, corrupt records, keys, partition fields.
 * @returns what the table would hold; without fields where nothing could be stored
 */
export function judgeFirst(judging: Judging, root: Place): StructType {
  const fields = admitFields(judging, root, judging.submission.schema.fields);
  const schema: StructType = { kind: 'struct', fields };
  if (fields.length === 0) return schema;
  const { table } = judging;
  for (const path of missing(root, schema, table.pkFields)) {
    if (table.mode === 'upsert') reportMissing(judging, path, 'KEY');
    else warnAbsent(judging, path, 'KEY_FIELD_ABSENT', 'a key');
  }
  for (const path of missing(root, schema, table.partitionKeys)) {
    warnAbsent(judging, path, 'PARTITION_FIELD_ABSENT', 'a partition key');
  }
  return schema;
}

/** Of an upsert table that has no key column yet, the batch must bring it. */
export function requireKeys(judging: Judging, root: Place, active: StructType, merged: StructType): void {
  if (judging.table.mode !== 'upsert') return;
  const unknown = judging.table.pkFields.filter((path) => !hasPath(active, path));
  for (const path of missing(root, merged, unknown)) reportMissing(judging, path, 'KEY');
}

/** Those that the schema lacks and that the job does not derive. */
function missing(root: Place, schema: StructType, paths: readonly Path[]): Path[] {
  return paths.filter((path) => !hasPath(schema, path) && !isDerived(root, path));
}

function isDerived(root: Place, path: Path): boolean {
  let { mark } = root;
  return path.some((step) => {
    mark = markBelow(mark, step);
    return mark?.derived === true;
  });
}

function warnAbsent(judging: Judging, path: Path, code: string, what: string): void {
  judging.warnings.push({
    code,
    path,
    message: `${column(path)} is ${what} of the dataset, but ${judging.speaker} does not have it; list it in derivedFields if the job adds it.`,
  });
}
