import type { JsonValue, Path } from '../../schema/types.ts';
import type { SettingReference } from '../policy-settings.ts';
import type {
  Change,
  ChangeKind,
  ChangeVerdict,
  Origin,
  PolicyInput,
  Preset,
  RuleId,
  TableFormat,
} from '../types.ts';
import type { TableVariant } from './table-variants.ts';

export type ByPreset<T> = Readonly<Record<Preset, T>>;

/** What the engine judges by, as data. */
export interface RuleReference {
  readonly rules: readonly RuleEntry[];
  readonly settings: readonly SettingEntry[];
  readonly typeChanges: readonly TypeChangesEntry[];
}

export interface RuleEntry {
  readonly id: RuleId;
  readonly kind: ChangeKind;
  readonly purpose: string;
  readonly because: string;
  /** By origin and preset; null where the rule does not apply. Exceptions aside. */
  readonly verdicts: Readonly<Record<Origin, ByPreset<ChangeVerdict | null>>>;
  /** Settings of the policy that bear on it. */
  readonly settings: readonly string[];
  readonly exceptions: readonly string[];
  readonly example: ExampleEntry;
  /** What the example comes to on each kind of table; empty where it is the same on all. */
  readonly formats: readonly FormatEntry[];
}

export interface ExampleEntry {
  readonly table: {
    readonly format: TableFormat;
    readonly properties: Readonly<Record<string, string>>;
    readonly mode: 'append' | 'upsert';
    readonly active: JsonValue;
    readonly pkFields: readonly Path[];
    readonly partitionKeys: readonly Path[];
    readonly protectedFields: readonly Path[];
    readonly dropped: readonly DroppedEntry[];
  };
  readonly submission: {
    readonly schema: JsonValue;
    readonly origin: Origin;
    readonly nullOnlyPaths: readonly Path[];
  };
  readonly policy: PolicyInput;
  readonly changes: readonly Change[];
}

export interface DroppedEntry {
  readonly path: Path;
  readonly type: JsonValue;
  readonly version: number;
  readonly renamedTo?: string;
}

export interface FormatEntry extends TableVariant {
  readonly rule: RuleId;
  readonly verdict: ChangeVerdict;
}

export interface SettingEntry extends SettingReference {
  /** What each preset says of it; null: no limit. */
  readonly presets: ByPreset<string | number | null> | null;
}

export interface TypeChangesEntry {
  readonly format: TableFormat;
  readonly label: string;
  /** How to switch it on; null where nothing needs to be. */
  readonly setting: string | null;
  readonly rows: readonly {
    readonly from: readonly string[];
    /** Null: anything. */
    readonly to: readonly string[] | null;
    readonly condition: string | null;
  }[];
}
