import { pathText, stepText } from '../../schema/path.ts';
import { sqlPath } from '../../schema/sql/sql-name.ts';
import { stringLiteral } from '../../schema/sql/string-literal.ts';
import { sqlColumn } from '../../schema/sql/type-text.ts';
import type { Differences } from '../differences-between.ts';
import { comment, statement } from '../line.ts';
import type { Line, TableSpec } from '../types.ts';

/**
 * What a catalog of Spark is told of a table of Parquet files that it lists. The files need nothing, and jobs do not read
 * the catalog: so none of this is in what a job is asked to run. A catalog adds columns and changes their comments.
 */
export function sparkCatalogAlterations(differences: Differences, spec: TableSpec): Line[] {
  const table = sqlPath(spec.name);
  const { added, altered, dropped, renamed } = differences;
  const columns = added.filter(({ path }) => path.length === 1);
  const comments = altered.flatMap(({ path, alteration }) =>
    path.length === 1 && alteration.to === 'COMMENT' ? [{ path, comment: alteration.comment }] : [],
  );
  const others = [
    ...dropped.map(({ path }) => `${pathText(path)} goes`),
    ...renamed.map(({ path, to }) => `${pathText(path)} is called ${stepText(to)}`),
    ...added.filter(({ path }) => path.length > 1).map(({ path }) => `${pathText(path)} comes`),
    ...altered
      .filter(({ alteration }) => alteration.to === 'TYPE')
      .map(({ path }) => `${pathText(path)} has another type`),
    ...altered
      .filter(({ path, alteration }) => path.length > 1 && alteration.to === 'COMMENT')
      .map(({ path }) => `${pathText(path)} has another comment`),
  ];
  const list = columns.map(({ path, field }) => sqlColumn(sqlPath(path), { ...field, nullable: true }));
  return [
    ...(others.length === 0
      ? []
      : [
          comment(
            `${others.join(', ')}: the files need nothing; where a catalog lists the table, drop it there and create it anew.`,
          ),
        ]),
    ...(list.length === 0 ? [] : [statement(`ALTER TABLE ${table} ADD COLUMNS (${list.join(', ')})`)]),
    ...comments.map((one) =>
      statement(
        `ALTER TABLE ${table} ALTER COLUMN ${sqlPath(one.path)} COMMENT ${stringLiteral(one.comment)}`,
      ),
    ),
  ];
}
