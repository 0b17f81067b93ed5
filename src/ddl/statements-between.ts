import type { TableFormat } from '../evolution/types.ts';
import { pathText } from '../schema/path.ts';
import { stringLiteral } from '../schema/sql/string-literal.ts';
import { sqlColumn, sqlType } from '../schema/sql/type-text.ts';
import type { StructType } from '../schema/types.ts';
import { type Alteration, type Differences, differencesBetween } from './differences-between.ts';

/**
 * The Spark SQL that brings a real table from one schema to another, in order: what goes, what comes, what changes.
 * `table` has the parts of its name. None for PARQUET, which has no table metadata, and none where the table is yet to be
 * created. The order of columns is left as it is: jobs write by name.
 */
export function statementsBetween(
  before: StructType | null,
  after: StructType,
  table: readonly string[],
  format: TableFormat,
): string[] {
  if (format === 'PARQUET' || before === null) return [];
  return actionsFor(differencesBetween(before, after)).map(
    (action) => `ALTER TABLE ${pathText(table)} ${action}`,
  );
}

function actionsFor({ dropped, added, altered }: Differences): string[] {
  const actions: string[] = [];
  if (dropped.length > 0) actions.push(`DROP COLUMNS (${dropped.map(pathText).join(', ')})`);
  if (added.length > 0) {
    const columns = added.map(({ path, field }) => sqlColumn(pathText(path), field));
    actions.push(`ADD COLUMNS (${columns.join(', ')})`);
  }
  for (const { path, alteration } of altered) {
    actions.push(`ALTER COLUMN ${pathText(path)} ${alterationText(alteration)}`);
  }
  return actions;
}

function alterationText(alteration: Alteration): string {
  switch (alteration.to) {
    case 'TYPE':
      return `TYPE ${sqlType(alteration.type)}`;
    case 'NULLABILITY':
      return alteration.nullable ? 'DROP NOT NULL' : 'SET NOT NULL';
    case 'COMMENT':
      return `COMMENT ${stringLiteral(alteration.comment)}`;
  }
}
