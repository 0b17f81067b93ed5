import { ORDERING_PROPERTIES, orderingText } from '../evolution/formats/ordering-fields.ts';
import type { TableFormat } from '../evolution/types.ts';
import type { TableSpec } from './types.ts';

type Properties = Readonly<Record<string, string>>;

/** Which of a dataset's properties are the table's own: the others are for jobs, and for this service. */
const OWN: Readonly<Record<TableFormat, RegExp>> = {
  PARQUET: /^parquet\./,
  DELTA: /^delta\./,
  ICEBERG: /^(?:format-version$|(?:write|read|commit|history|gc|schema)\.)/,
  HUDI: /^hoodie\./,
};

const TYPE_NAMES = ['hoodie.table.type', 'hoodie.datasource.write.table.type'];
const ICEBERG_VERSION = 'iceberg.format-version';

/** What is said in other words. */
const SAID = new Set([...TYPE_NAMES, ...ORDERING_PROPERTIES]);

/** The table's own properties, by name, in the order of their names. */
export function tableProperties({
  format,
  properties,
}: Pick<TableSpec, 'format' | 'properties'>): Map<string, string> {
  const own = Object.entries(properties).filter(([name]) => OWN[format].test(name) && !SAID.has(name));
  const version = propertyOf(properties, ICEBERG_VERSION);
  if (format === 'ICEBERG' && version !== null && propertyOf(properties, 'format-version') === null) {
    own.push(['format-version', version]);
  }
  return new Map(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The first of these properties that is there. */
export function propertyOf(properties: Properties, ...names: readonly string[]): string | null {
  const name = names.find((one) => Object.hasOwn(properties, one));
  return name === undefined ? null : (properties[name] ?? null);
}

/** Hudi's kind of table, where it was said. */
export function hudiTableType(properties: Properties): 'COPY_ON_WRITE' | 'MERGE_ON_READ' | null {
  const type = propertyOf(properties, ...TYPE_NAMES);
  const name = type?.trim().toUpperCase();
  return name === 'COPY_ON_WRITE' || name === 'MERGE_ON_READ' ? name : null;
}

/** The field of which Hudi keeps the greater value. */
export function precombineField(properties: Properties): string | null {
  return orderingText(properties);
}
