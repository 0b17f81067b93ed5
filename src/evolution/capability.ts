import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import { typeText } from '../schema/sql/type-text.ts';
import { stepText } from '../schema/path.ts';
import type { DataType } from '../schema/types.ts';
import { allows } from './formats/allows.ts';
import { DELTA } from './formats/delta.ts';
import {
  type Can,
  CAN,
  type FormatProfile,
  type FormatTable,
  type TypeChanges,
} from './formats/format-profile.ts';
import { HUDI } from './formats/hudi.ts';
import { ICEBERG } from './formats/iceberg.ts';
import { PARQUET } from './formats/parquet.ts';
import { type Reader, readersOf } from './formats/readers.ts';
import type { TableFormat } from './types.ts';

export type { Can } from './formats/format-profile.ts';

/** What a table can do, and where it cannot, why not and what would help. */
export interface Capability {
  /** How a sentence names the table: "PARQUET read by Spark 4". */
  readonly label: string;
  /** Old files answer to a column by its name: a dropped name used again brings their values back. */
  readonly resolvesByName: boolean;
  readonly addColumn: Can;
  readonly dropColumn: Can;
  readonly renameColumn: Can;
  /** To another place than the end; new columns too. */
  readonly moveColumn: Can;
  /** In front of all other columns of the table; new ones too. Of a field of a struct `moveColumn` is asked. */
  readonly moveFirst: Can;
  /** Of a column that the table was once partitioned by. */
  readonly dropFormerPartition: Can;
  /**
   * Whether a column of one type may become another, in place and with the old data. About what is not nested:
   * of arrays, maps and structs the parts are asked. Whether values change on the way is another question.
   */
  readonly typeChange: (from: DataType, to: DataType) => Can;
  /** Whether a new column or nested field may be called so. */
  readonly fieldName: (name: string) => Can;
  /** Whether a value of this type can be stored; the fields of structs in it are asked for themselves. */
  readonly stores: (type: DataType) => Can;
}

export const FORMATS: Readonly<Record<TableFormat, FormatTable>> = { PARQUET, HUDI, DELTA, ICEBERG };

/**
 * What a format can do for a table with these properties; a property that is missing is off. A table that is also
 * read as another format can only do what every one of them can.
 */
export function capabilityOf(format: TableFormat, properties: Readonly<Record<string, string>>): Capability {
  const own = ownCapability(format, properties);
  return readersOf(format, properties).reduce((capability, reader) => {
    return bothOf(capability, ownCapability(reader.format, properties), reader);
  }, own);
}

/** What each format that the table must suit can do for itself: the table's own first, then those it is also read as. */
export function capabilitiesOf(
  format: TableFormat,
  properties: Readonly<Record<string, string>>,
): readonly { readonly format: TableFormat; readonly capability: Capability }[] {
  const formats = [format, ...readersOf(format, properties).map((reader) => reader.format)];
  return formats.map((each) => ({ format: each, capability: ownCapability(each, properties) }));
}

function ownCapability(format: TableFormat, properties: Readonly<Record<string, string>>): Capability {
  const profile = FORMATS[format].profile(properties);
  return {
    label: profile.typeChanges.label,
    resolvesByName: profile.resolvesByName,
    addColumn: profile.addColumn,
    dropColumn: profile.dropColumn,
    renameColumn: profile.renameColumn,
    moveColumn: profile.moveColumn,
    moveFirst: profile.moveFirst,
    dropFormerPartition: profile.dropFormerPartition,
    typeChange: remembered((from, to) => typeChange(format, profile, from, to)),
    fieldName: (name) => fieldName(profile, name),
    stores: (type) => stores(profile, type),
  };
}

/** Of many columns with the same change of type it is worked out once. */
function remembered(ask: Capability['typeChange']): Capability['typeChange'] {
  const known = new Map<DataType, Map<DataType, Can>>();
  return (from, to) => {
    const fromHere = known.get(from) ?? new Map<DataType, Can>();
    const can = fromHere.get(to) ?? ask(from, to);
    known.set(from, fromHere.set(to, can));
    return can;
  };
}

/** The table's own answer where it refuses, else the reader's. */
function bothOf(table: Capability, reads: Capability, reader: Reader): Capability {
  const stricter = (own: Can, other: Can) => (own.ok && !other.ok ? forReader(other, reader) : own);
  return {
    label: table.label,
    resolvesByName: table.resolvesByName || reads.resolvesByName,
    addColumn: stricter(table.addColumn, reads.addColumn),
    dropColumn: stricter(table.dropColumn, reads.dropColumn),
    renameColumn: stricter(table.renameColumn, reads.renameColumn),
    moveColumn: stricter(table.moveColumn, reads.moveColumn),
    moveFirst: stricter(table.moveFirst, reads.moveFirst),
    dropFormerPartition: stricter(table.dropFormerPartition, reads.dropFormerPartition),
    typeChange: (from, to) => stricter(table.typeChange(from, to), reads.typeChange(from, to)),
    fieldName: (name) => stricter(table.fieldName(name), reads.fieldName(name)),
    stores: (type) => stricter(table.stores(type), reads.stores(type)),
  };
}

function forReader(cannot: Exclude<Can, { ok: true }>, { format, property }: Reader): Can {
  return {
    ok: false,
    why: `${cannot.why}, and the table is also read as ${format} (properties["${property}"])`,
    remedy: `${cannot.remedy}; or, where nothing reads it as ${format} any more, take that out of properties["${property}"] (PATCH /datasets/{dataset})`,
  };
}

function typeChange(format: TableFormat, profile: FormatProfile, from: DataType, to: DataType): Can {
  if (sameTypeIgnoringNullability(from, to) || allows(profile.typeChanges.rows, from, to)) return CAN;
  return {
    ok: false,
    why: `${profile.typeChanges.label} cannot turn ${typeText(from)} into ${typeText(to)}`,
    remedy: whatWouldHelp(profile.wouldHelp ?? FORMATS[format].typeChanges, from, to),
  };
}

/** A setting of this format, else the formats that could, else a column beside it. */
function whatWouldHelp(sets: readonly TypeChanges[], from: DataType, to: DataType): string {
  for (const { label, setting, rows } of sets) {
    if (setting !== null && allows(rows, from, to)) return `${label} can: ${setting}`;
  }
  const others = Object.values(FORMATS).flatMap((other) => other.typeChanges);
  const able = others.filter((set) => allows(set.rows, from, to)).map((set) => set.label);
  const beside = `add a column of type ${typeText(to)} under a new name (POST /datasets/{dataset}/ddl)`;
  if (able.length === 0) return `no format can; ${beside}`;
  return `${beside}, or move the data to a dataset of a format that can: ${able.join(', ')}`;
}

function fieldName(profile: FormatProfile, name: string): Can {
  const rule = profile.names.find(({ refuses }) => refuses.test(name));
  if (rule === undefined) return CAN;
  return { ok: false, why: `${rule.why}, and this one is ${stepText(name)}`, remedy: rule.remedy };
}

/** Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
function stores(profile: FormatProfile, type: DataType): Can {
  const rule = profile.types.find(({ refuses }) => refuses(type));
  if (rule !== undefined) return { ok: false, why: rule.why, remedy: rule.remedy };
  if (type.kind === 'array') return stores(profile, type.elementType);
  if (type.kind !== 'map') return CAN;
  const keys = stores(profile, type.keyType);
  return keys.ok ? stores(profile, type.valueType) : keys;
}
