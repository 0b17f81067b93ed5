import { capabilityOf } from '../../evolution/capability.ts';
import type { Capability } from '../../evolution/capability.ts';
import { isOn } from '../../evolution/formats/format-profile.ts';
import type { TableFormat } from '../../evolution/types.ts';
import { primitive } from '../../schema/constructors.ts';
import { pathText, samePath, stepText } from '../../schema/path.ts';
import { sqlName, sqlPath } from '../../schema/sql/sql-name.ts';
import { stringLiteral } from '../../schema/sql/string-literal.ts';
import { sqlColumn, sqlType } from '../../schema/sql/type-text.ts';
import type { DataType, Path, StructType } from '../../schema/types.ts';
import type { Alteration, Differences } from '../differences-between.ts';
import { type Layout, layoutOf } from '../layout.ts';
import { comment, statement } from '../line.ts';
import { movesBehindFirst, movesBetween } from '../moves-between.ts';
import { through } from '../through.ts';
import type { Line, TableSpec } from '../types.ts';

const ON_READ = 'hoodie.schema.on.read.enable';
/** Without it Hudi 1 refuses DROP and RENAME. With it a write takes away what its batch lacks, in all rows. */
const MAY_DROP = 'hoodie.datasource.write.schema.allow.auto.evolution.column.drop';

/** What Spark can be told to do to a table of this format, and what is written down where it cannot. */
interface Altering {
  readonly table: string;
  readonly format: TableFormat;
  readonly capability: Capability;
  /** Hudi without schema-on-read has statements for new columns alone. */
  readonly columnsOnly: boolean;
  readonly layout: Layout;
  readonly differences: Differences;
}

/** ALTER TABLE in Spark SQL, in an order that works. None for PARQUET: it has no table metadata to alter. */
export function sparkAlterations(differences: Differences, spec: TableSpec): Line[] {
  const { format, properties } = spec;
  if (format === 'PARQUET') return [];
  const onRead = format === 'HUDI' && isOn(properties, ON_READ);
  const altering: Altering = {
    table: sqlPath(spec.name),
    format,
    capability: capabilityOf(format, properties),
    columnsOnly: format === 'HUDI' && !onRead,
    layout: layoutOf(differences.after, spec),
    differences,
  };
  if (differences.isReplaced) return [rewrite(altering, 'None of its columns stays')];
  const lines = [
    ...allowingDrops(altering, [...drops(altering, differences), ...renames(altering, differences)]),
    ...additions(altering, differences),
    ...differences.altered.flatMap(({ path, alteration }) => alter(altering, path, alteration)),
    ...moves(altering, differences),
  ];
  return onRead && lines.some(isRun) ? [statement(`SET ${ON_READ} = true`), ...lines] : lines;
}

function allowingDrops({ format }: Altering, lines: Line[]): Line[] {
  if (format !== 'HUDI' || !lines.some(isRun)) return lines;
  return [statement(`SET ${MAY_DROP} = true`), ...lines, statement(`SET ${MAY_DROP} = false`)];
}

function isRun({ isComment }: Line): boolean {
  return !isComment;
}

function alterTable({ table }: Altering, action: string): Line {
  return statement(`ALTER TABLE ${table} ${action}`);
}

function rewrite({ table }: Altering, why: string): Line {
  return comment(
    `${table}: ${why}. Rewrite the table with its new columns before the next batch is written to it.`,
  );
}

function drops(altering: Altering, { dropped, before }: Differences): Line[] {
  const can = altering.capability.dropColumn;
  const within = dropped.filter(({ path }) => isOutOfReach(altering, before, path));
  const names = (columns: Differences['dropped']) => columns.map(({ path }) => sqlPath(path)).join(', ');
  if (dropped.length === 0) return [];
  if (!can.ok) return [rewrite(altering, `${names(dropped)} cannot be dropped, for ${can.why}`)];
  const rest = dropped.filter(({ path }) => !isOutOfReach(altering, before, path));
  return [
    ...(within.length === 0
      ? []
      : [rewrite(altering, `${names(within)} cannot be dropped: ${WITHIN_ARRAYS}`)]),
    ...(rest.length === 0 ? [] : [alterTable(altering, `DROP COLUMNS (${names(rest)})`)]),
  ];
}

function renames(altering: Altering, { renamed }: Differences): Line[] {
  const can = altering.capability.renameColumn;
  return renamed.map(({ path, to }) => {
    const what = `${pathText(path)} cannot be renamed to ${stepText(to)}`;
    if (!can.ok) return rewrite(altering, `${what}, for ${can.why}`);
    if (isOutOfReach(altering, altering.differences.after, path)) {
      return rewrite(altering, `${what}: ${WITHIN_ARRAYS}`);
    }
    return alterTable(altering, `RENAME COLUMN ${sqlPath(path)} TO ${sqlName(to)}`);
  });
}

const WITHIN_ARRAYS = 'Hudi changes nothing within arrays';

/** Hudi does not look into arrays. */
function isOutOfReach({ format }: Altering, schema: StructType, path: Path): boolean {
  return format === 'HUDI' && through(schema, path).has('array');
}

function additions(altering: Altering, { added }: Differences): Line[] {
  const lines: Line[] = [];
  const columns: string[] = [];
  for (const { path, field } of added) {
    if (!field.nullable) {
      lines.push(
        comment(`${pathText(path)} is added as nullable, not NOT NULL: rows of before have no value for it.`),
      );
    }
    const within = isOutOfReach(altering, altering.differences.after, path);
    if (within || (altering.columnsOnly && path.length > 1)) {
      lines.push(
        comment(`${pathText(path)} needs no statement: Hudi adds it with the next batch that has it.`),
      );
    } else {
      columns.push(sqlColumn(sqlPath(path), { ...field, nullable: true }));
    }
  }
  if (columns.length > 0) lines.push(alterTable(altering, `ADD COLUMNS (${columns.join(', ')})`));
  return lines;
}

function alter(altering: Altering, path: Path, alteration: Alteration): Line[] {
  const column = sqlPath(path);
  const within = isOutOfReach(altering, altering.differences.after, path);
  switch (alteration.to) {
    case 'TYPE':
      return alterType(altering, path, alteration);
    case 'NULLABILITY':
      if (!alteration.nullable) {
        return [
          comment(
            `${column} cannot become NOT NULL in place: rewrite the table, or have who writes see to it.`,
          ),
        ];
      }
      if (altering.columnsOnly || within) {
        const why = within ? WITHIN_ARRAYS : `that takes ${ON_READ}`;
        return [rewrite(altering, `${column} cannot lose its NOT NULL: ${why}`)];
      }
      return [alterTable(altering, `ALTER COLUMN ${column} DROP NOT NULL`)];
    case 'COMMENT':
      if (altering.columnsOnly || within) {
        const why = within ? WITHIN_ARRAYS : `Hudi cannot without ${ON_READ}`;
        return [comment(`The comment of ${column} is not changed: ${why}.`)];
      }
      return [alterTable(altering, `ALTER COLUMN ${column} COMMENT ${stringLiteral(alteration.comment)}`)];
  }
}

function alterType(
  altering: Altering,
  path: Path,
  { from, type }: Extract<Alteration, { to: 'TYPE' }>,
): Line[] {
  const [stored, next] = [storedAs(altering.format, from), storedAs(altering.format, type)];
  if (sqlType(stored) === sqlType(next)) return [];
  const can = altering.capability.typeChange(from, type);
  const column = sqlPath(path);
  if (!can.ok) return [rewrite(altering, `${column} cannot become ${sqlType(type)}: ${can.why}`)];
  if (altering.columnsOnly) {
    return [comment(`${column} needs no statement: Hudi promotes it with the next batch that is written.`)];
  }
  if (isOutOfReach(altering, altering.differences.after, path)) {
    return [rewrite(altering, `${column} cannot become ${sqlType(type)}: ${WITHIN_ARRAYS}`)];
  }
  return [alterTable(altering, `ALTER COLUMN ${column} TYPE ${sqlType(next)}`)];
}

/** Iceberg and Hudi have no byte and no short, and no text of limited length. */
function storedAs(format: TableFormat, type: DataType): DataType {
  if (format !== 'ICEBERG' && format !== 'HUDI') return type;
  if (type.kind === 'character') return primitive('string');
  const isSmall = type.kind === 'primitive' && (type.name === 'byte' || type.name === 'short');
  return isSmall ? primitive('integer') : type;
}

/** What the table is laid out by is better left where it is. */
function anchorsIn({ layout: { partitions, keys } }: Altering, parent: Path): ReadonlySet<string> {
  const siblings = [...partitions, ...keys].filter((path) => samePath(path.slice(0, -1), parent));
  return new Set(siblings.flatMap((path) => path.slice(-1)));
}

/** Where a column stands matters to people alone: jobs write by name. So it is done where it can be, and not missed where not. */
function moves(altering: Altering, { reordered }: Differences): Line[] {
  if (altering.columnsOnly) return [];
  const reachable = reordered.filter(
    ({ path, to }) => !isOutOfReach(altering, altering.differences.after, [...path, to[0] ?? '']),
  );
  return reachable.flatMap(({ path, from, to }) => {
    const isBehindFirst = path.length === 0 && !altering.capability.moveFirst.ok;
    const steps = (isBehindFirst ? movesBehindFirst : movesBetween)(from, to, anchorsIn(altering, path));
    return steps.map(({ name, after }) => {
      const place = after === null ? 'FIRST' : `AFTER ${sqlName(after)}`;
      return alterTable(altering, `ALTER COLUMN ${sqlPath([...path, name])} ${place}`);
    });
  });
}
