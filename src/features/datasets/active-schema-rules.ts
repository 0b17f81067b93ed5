import { pathKey } from '../../schema/path.ts';
import { fieldsByLowerName, lowerKey } from '../../schema/walk.ts';
import type { DataType, Path, StructType } from '../../schema/types.ts';
import { columnPath } from './dataset-rules.ts';
import type { DatasetSettings } from './dataset.types.ts';

/**
 * The column paths that a change of settings makes the table depend on and that its active schema does not have.
 * What the table depended on before was judged when the schema came.
 */
export function newlyMissingColumns(
  before: DatasetSettings,
  after: DatasetSettings,
  active: StructType,
): string[] {
  // Under append a missing key was only warned about.
  const keysBind = before.mode === 'upsert' || after.mode === 'append';
  const judged = keysBind ? before : { ...before, pkFields: [] };
  const known = new Set(neededColumns(judged).map(columnKey));
  return neededColumns(after).filter(
    (text) => !known.has(columnKey(text)) && !hasColumn(active, columnPath(text)),
  );
}

/** What the job derives after the check need not be in the schema. */
function neededColumns(settings: DatasetSettings): string[] {
  const derived = new Set(settings.derivedFields.map(columnKey));
  const named = [...settings.pkFields, ...settings.partitionKeys, ...settings.protectedFields];
  return [...new Set(named)].filter((text) => !derived.has(columnKey(text)));
}

function columnKey(text: string): string {
  return pathKey(columnPath(text).map(lowerKey));
}

function hasColumn(schema: StructType, path: Path): boolean {
  let type: DataType | undefined = schema;
  for (const step of path) {
    if (type?.kind !== 'struct') return false;
    type = fieldsByLowerName(type).get(lowerKey(step))?.[0]?.type;
  }
  return type !== undefined;
}
