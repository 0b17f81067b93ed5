import { TABLE_FORMATS, type TableFormat } from '../types.ts';
import { isOn } from './format-profile.ts';

export const ALSO_READ_AS = 'alsoReadAs';
const HIVE = 'HIVE';
/** What `properties["alsoReadAs"]` may list: table formats, and a Hive metastore that keeps the columns. */
export const READERS: readonly string[] = [...TABLE_FORMATS, HIVE];
const UNIFORM = 'delta.universalFormat.enabledFormats';
const ICEBERG_COMPAT = [1, 2, 3].map((version) => `delta.enableIcebergCompatV${version}`);

/** A further format that a table's files must suit, and the property that says so. */
export interface Reader {
  readonly format: TableFormat;
  readonly property: string;
}

/**
 * The formats besides its own that a table is read as: those that `properties["alsoReadAs"]` lists, and Iceberg
 * where Delta writes its metadata as well. A name that is no table format is passed over: see `unknownReaders`.
 */
export function readersOf(format: TableFormat, properties: Readonly<Record<string, string>>): Reader[] {
  const named = listed(properties, ALSO_READ_AS).map((name) => ({ name, property: ALSO_READ_AS }));
  const implied = format === 'DELTA' ? icebergOf(properties) : [];
  return TABLE_FORMATS.flatMap((other) => {
    const reader = [...named, ...implied].find(({ name }) => name === other.toLowerCase());
    return reader === undefined || other === format ? [] : [{ format: other, property: reader.property }];
  });
}

/** Names in `properties["alsoReadAs"]` that are none of `READERS`, as they are written. */
export function unknownReaders(properties: Readonly<Record<string, string>>): string[] {
  const text = Object.hasOwn(properties, ALSO_READ_AS) ? (properties[ALSO_READ_AS] ?? '') : '';
  const names = text.split(',').map((name) => name.trim());
  return names.filter((name) => name !== '' && !READERS.includes(name.toUpperCase()));
}

/** Whether a Hive metastore keeps the columns of the table. */
export function isInHive(properties: Readonly<Record<string, string>>): boolean {
  return listed(properties, ALSO_READ_AS).includes(HIVE.toLowerCase());
}

function icebergOf(properties: Readonly<Record<string, string>>): { name: string; property: string }[] {
  const uniform = listed(properties, UNIFORM).map((name) => ({ name, property: UNIFORM }));
  const compat = ICEBERG_COMPAT.filter((property) => isOn(properties, property));
  return [...uniform, ...compat.map((property) => ({ name: 'iceberg', property }))];
}

function listed(properties: Readonly<Record<string, string>>, name: string): string[] {
  const text = Object.hasOwn(properties, name) ? (properties[name] ?? '') : '';
  return text.split(',').map((part) => part.trim().toLowerCase());
}
