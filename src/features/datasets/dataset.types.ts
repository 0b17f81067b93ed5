import type { PolicySettings, Preset, TableFormat } from '../../evolution/types.ts';

export const INGESTION_MODES = ['append', 'upsert'] as const;
export type IngestionMode = (typeof INGESTION_MODES)[number];

export const ENFORCEMENTS = ['ENFORCE', 'OBSERVE'] as const;
export type Enforcement = (typeof ENFORCEMENTS)[number];

/** How the table is known to the engines that read it. */
export interface TableIdentifier {
  readonly catalog: string | null;
  readonly database: string | null;
  readonly name: string | null;
}

/** A preset, and over it the single settings that differ. */
export interface EvolutionPolicy extends Partial<Omit<PolicySettings, 'typeHints'>> {
  readonly preset: Preset;
  readonly enforcement: Enforcement;
  /** Spark's text of a path, and of the type in SQL. */
  readonly typeHints?: StringMap;
}

export type StringMap = Readonly<Record<string, string>>;

/** What people say about a dataset: all of it can be patched. Column paths are Spark's text. */
export interface DatasetSettings {
  readonly kafkaTopic: string | null;
  readonly sourceUri: string | null;
  readonly mode: IngestionMode;
  readonly pkFields: readonly string[];
  readonly partitionKeys: readonly string[];
  readonly derivedFields: readonly string[];
  readonly protectedFields: readonly string[];
  readonly transformJars: readonly string[];
  readonly tableFormat: TableFormat;
  readonly table: TableIdentifier;
  readonly location: string | null;
  readonly description: string | null;
  readonly owner: string | null;
  readonly labels: StringMap;
  readonly properties: StringMap;
  readonly paused: boolean;
  readonly pausedReason: string | null;
  readonly evolutionPolicy: EvolutionPolicy;
}

/** Columns that were keys or partition columns of the table under an active schema, and are no longer. */
export interface FormerColumns {
  readonly formerPkFields: readonly string[];
  readonly formerPartitionKeys: readonly string[];
}

export interface Dataset extends DatasetSettings, FormerColumns {
  readonly id: number;
  readonly name: string;
  /** Grows with every change of the settings. */
  readonly revision: number;
  readonly activeSchemaVersionId: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
}

/** Undefined leaves as it is, null goes back to the default. */
type Changed<T> = T | null | undefined;

/** Like the object, member by member: a null member is removed. */
type ChangedMembers<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** What a request may say about the settings. */
export interface DatasetChanges {
  readonly kafkaTopic?: Changed<string>;
  readonly sourceUri?: Changed<string>;
  readonly mode?: IngestionMode | undefined;
  readonly pkFields?: Changed<readonly string[]>;
  readonly partitionKeys?: Changed<readonly string[]>;
  readonly derivedFields?: Changed<readonly string[]>;
  readonly protectedFields?: Changed<readonly string[]>;
  readonly transformJars?: Changed<readonly string[]>;
  readonly tableFormat?: Changed<TableFormat>;
  readonly table?: Changed<ChangedMembers<TableIdentifier>>;
  readonly location?: Changed<string>;
  readonly description?: Changed<string>;
  readonly owner?: Changed<string>;
  readonly labels?: Changed<Readonly<Record<string, string | null>>>;
  readonly properties?: Changed<Readonly<Record<string, string | null>>>;
  readonly paused?: Changed<boolean>;
  readonly pausedReason?: Changed<string>;
  readonly evolutionPolicy?: Changed<ChangedMembers<EvolutionPolicy>>;
}

export interface DatasetRegistration extends DatasetChanges {
  readonly name: string;
  readonly mode: IngestionMode;
}

/** A label that a dataset must have; with a value, that very one. */
export interface LabelCondition {
  readonly key: string;
  readonly value: string | null;
}

/** What is null asks for nothing. */
export interface DatasetFilter {
  /** Part of the name, in any case. */
  readonly search: string | null;
  readonly kafkaTopic: string | null;
  readonly mode: IngestionMode | null;
  readonly tableFormat: TableFormat | null;
  readonly owner: string | null;
  /** Each must hold, in one of the ways that its text can be read. */
  readonly labels: readonly (readonly LabelCondition[])[];
  readonly paused: boolean | null;
  readonly hasBlockedVersion: boolean | null;
  readonly archived: boolean | null;
}
