import { stepText } from '../schema/path.ts';
import { settingMissing } from './setting-missing.ts';
import type { RenderingWarning } from './types.ts';

/** What a Hive metastore, and Spark's own catalog, take as the name of a table or a database. */
const PLAIN = /^[A-Za-z0-9_]+$/;

/** Hive knows a table by database and name. */
export function hiveNameRefused(name: readonly string[]): RenderingWarning[] {
  return refused('Hive', name.slice(-2), '');
}

/** In another catalog than Spark's own the catalog says what it takes. */
export function sparkNameRefused(name: readonly string[]): RenderingWarning[] {
  const catalog = name.length > 2 ? name[0]?.toLowerCase() : 'spark_catalog';
  if (catalog !== 'spark_catalog') return [];
  return refused("Spark's own catalog", name.slice(-2), ', or table.catalog where it is in another one');
}

function refused(who: string, steps: readonly string[], otherwise: string): RenderingWarning[] {
  return steps.flatMap((step, index) => {
    if (PLAIN.test(step)) return [];
    const setting = index === steps.length - 1 ? 'table.name' : 'table.database';
    return settingMissing(
      `${who} takes names of letters, digits and underscores alone, and ${stepText(step)} is none: set ${setting} to what the table is called there${otherwise} (PATCH /datasets/{dataset}).`,
    );
  });
}
