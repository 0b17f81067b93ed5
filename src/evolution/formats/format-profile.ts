import type { DataType, PrimitiveName } from '../../schema/types.ts';
import type { TableFormat } from '../types.ts';

/** An answer that explains itself: why not, and the exact setting or call that would help. */
export type Can =
  { readonly ok: true } | { readonly ok: false; readonly why: string; readonly remedy: string };

export const CAN: Can = { ok: true };

export type TypeName = PrimitiveName | 'decimal' | 'character';

/** What a row asks of the digits, beyond the names of the two types. */
export type DigitRule =
  /** To a decimal with at least so many digits before the point. */
  | { readonly integerDigits: number }
  /** Decimal to decimal: scale and digits before the point may both only grow. */
  | 'DIGITS_AND_SCALE_GROW'
  /** Decimal to decimal: same scale, precision may only grow. */
  | 'PRECISION_GROWS'
  /** As PRECISION_GROWS, and both are stored alike: up to 9, up to 18, or more digits. */
  | 'PRECISION_GROWS_IN_STORAGE'
  /** char or varchar to varchar of at least that length. */
  | 'LENGTH_GROWS';

/** One row of a capability table: a table type of `from` may become one of `to`. What no row names is not allowed. */
export interface TypeChangeRow {
  readonly from: readonly TypeName[];
  readonly to: readonly TypeName[] | 'ANY';
  readonly when?: DigitRule;
}

/** A set of rows and the setting under which they hold. */
export interface TypeChanges {
  /** How a sentence names it: "DELTA with type widening". */
  readonly label: string;
  /** How to switch it on, as an instruction; null where nothing needs to be. */
  readonly setting: string | null;
  readonly rows: readonly TypeChangeRow[];
}

/** Names that a format refuses: those that `refuses` matches. */
export interface NameRule {
  readonly refuses: RegExp;
  readonly why: string;
  readonly remedy: string;
}

/** Types that a format does not store, wherever they stand. */
export interface TypeRule {
  readonly refuses: (type: DataType) => boolean;
  readonly why: string;
  readonly remedy: string;
}

/** What a table can do, its properties taken into account. */
export interface FormatProfile {
  readonly typeChanges: TypeChanges;
  /** The sets that a setting would select for this table, so that a remedy can name it; without it all of the format. */
  readonly wouldHelp?: readonly TypeChanges[];
  readonly addColumn: Can;
  readonly dropColumn: Can;
  readonly renameColumn: Can;
  readonly moveColumn: Can;
  /** In front of all other columns of the table. */
  readonly moveFirst: Can;
  /** Of a column that the table was once partitioned by. */
  readonly dropFormerPartition: Can;
  readonly names: readonly NameRule[];
  readonly types: readonly TypeRule[];
  /** Old files answer to a column by its name, so a name that is used again brings old values back. */
  readonly resolvesByName: boolean;
}

/** One table format: everything its properties can make of it. */
export interface FormatTable {
  readonly format: TableFormat;
  /** Every set that some setting selects, so that a remedy can name the one that would help. */
  readonly typeChanges: readonly TypeChanges[];
  readonly profile: (properties: Readonly<Record<string, string>>) => FormatProfile;
}

/** A property that is on; what is not there is off. */
export function isOn(properties: Readonly<Record<string, string>>, name: string): boolean {
  return Object.hasOwn(properties, name) && properties[name]?.trim().toLowerCase() === 'true';
}

/** The instruction that sets a property of a dataset. */
export function setProperty(name: string, value: string, when = 'once the table has it'): string {
  return `set properties["${name}"] to "${value}" (PATCH /datasets/{dataset}) ${when}`;
}

/** No format stores a column without a name. */
export const EMPTY_NAME: NameRule = {
  refuses: /^$/,
  why: 'a column needs a name',
  remedy: 'give the field a name in the producer',
};
