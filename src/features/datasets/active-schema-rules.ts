import { hasPath } from '../../evolution/has-path.ts';
import { pathKey } from '../../schema/path.ts';
import { lowerKey } from '../../schema/walk.ts';
import type { StructType } from '../../schema/types.ts';
import { columnKey, columnPath } from './column-path.ts';
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
    (text) => !known.has(columnKey(text)) && !hasPath(active, columnPath(text)),
  );
}

/** What the job derives after the check need not be in the schema. */
function neededColumns(settings: DatasetSettings): string[] {
  const derived = new Set(settings.derivedFields.map(columnKey));
  const named = [...settings.pkFields, ...settings.partitionKeys, ...settings.protectedFields];
  return [...new Set(named)].filter((text) => !isDerived(text, derived));
}

/** A derived struct comes with all that is in it. */
function isDerived(text: string, derived: ReadonlySet<string>): boolean {
  const path = columnPath(text).map(lowerKey);
  return path.some((_, index) => derived.has(pathKey(path.slice(0, index + 1))));
}
