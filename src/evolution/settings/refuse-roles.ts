import type { Path } from '../../schema/types.ts';
import { isNested, isPrimitive } from '../type-kinds.ts';
import { column, typeIn } from '../words.ts';
import { columnsBeside } from './path-lists.ts';
import { resolveColumn, type ResolvedColumn } from './resolve-column.ts';
import type { SettingRefusal, TableHistory, TableSettings } from './types.ts';

/**
 * Whether columns that become keys or partition columns are of a kind that can be. Columns that the schema does not
 * have are not its business: the job may derive them.
 */
export function refuseRoles(
  table: TableHistory,
  before: TableSettings | null,
  after: TableSettings,
): SettingRefusal[] {
  // An upsert puts keys to use that were a note before.
  const used =
    before === null || (before.mode === 'append' && after.mode === 'upsert') ? [] : before.pkFields;
  const keys = columnsBeside(after.pkFields, used);
  const partitions = columnsBeside(after.partitionKeys, before?.partitionKeys ?? []);
  return [
    ...judged(table, keys, (path, found) => refuseKey(table, before, after, path, found)),
    ...judged(table, partitions, refusePartition),
  ];
}

function judged(
  { active }: TableHistory,
  paths: readonly Path[],
  refusal: (path: Path, found: ResolvedColumn) => SettingRefusal | null,
): SettingRefusal[] {
  return paths.flatMap((path) => {
    const found = resolveColumn(active, path);
    const refused = found === null ? null : refusal(path, found);
    return refused === null ? [] : [refused];
  });
}

function refuseKey(
  table: TableHistory,
  before: TableSettings | null,
  after: TableSettings,
  path: Path,
  found: ResolvedColumn,
): SettingRefusal | null {
  if (found.isRepeated) return refuseRepeated('pkFields', path, 'identify it');
  if (after.format !== 'ICEBERG') return null;
  const why = unfitForIceberg(found) ?? (isOddOneOut(table, before, found) ? 'may be null' : null);
  if (why === null) return null;
  return {
    setting: ['pkFields'],
    reason: `${column(path)} ${why}, and an identifier field of an ICEBERG table ${IDENTIFIER}.`,
    remediation:
      'Name another column; if jobs match rows by this one without identifier fields (MERGE INTO … ON), repeat the ' +
      'change with "force": true and a "reason"',
    forcible: true,
  };
}

const IDENTIFIER = 'is required, of a plain type, and neither float nor double';

function unfitForIceberg({ type }: ResolvedColumn): string | null {
  const fits = !isNested(type) && !isPrimitive(type, 'float', 'double', 'variant', 'void');
  return fits ? null : `is ${typeIn(type)}`;
}

/**
 * What is inferred may always be null, so that alone says nothing of the table. Where every key so far is required,
 * it is one with identifier fields, and another key must be required too.
 */
function isOddOneOut({ active }: TableHistory, before: TableSettings | null, found: ResolvedColumn): boolean {
  const keys = before?.pkFields ?? [];
  if (!found.isOptional || keys.length === 0) return false;
  return keys.every((key) => resolveColumn(active, key)?.isOptional === false);
}

function refusePartition(path: Path, found: ResolvedColumn): SettingRefusal | null {
  if (found.isRepeated) return refuseRepeated('partitionKeys', path, 'say where it belongs');
  if (!isNested(found.type) && !isPrimitive(found.type, 'variant', 'void')) return null;
  return {
    setting: ['partitionKeys'],
    reason: `${column(path)} is ${typeIn(found.type)}, and a table is partitioned by plain values only.`,
    remediation:
      'Name a column of a plain type, or one that the job derives (list it in derivedFields as well)',
    forcible: false,
  };
}

function refuseRepeated(setting: string, path: Path, cannot: string): SettingRefusal {
  return {
    setting: [setting],
    reason: `${column(path)} lies in an array or a map: a row has many of it, so it cannot ${cannot}.`,
    remediation: 'Name a column that a row has once',
    forcible: false,
  };
}
