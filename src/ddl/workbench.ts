import { type Capability, capabilityOf } from '../evolution/capability.ts';
import type { ColumnFact, TableState, Warning } from '../evolution/types.ts';
import type { StructType } from '../schema/types.ts';
import { countFields } from '../schema/walk.ts';
import type { DraftField, DraftStruct } from './draft-struct.ts';
import { FactTree } from './fact-tree.ts';
import { findParent } from './find-column.ts';
import { draftOf } from './schema-draft.ts';
import { type TakenName, takenNameWarning } from './taken-name-warning.ts';
import type { DdlOptions } from './types.ts';

/** A table while operations are applied to it: each one finds what the ones before it left. */
export interface Workbench {
  readonly table: TableState;
  readonly capability: Capability;
  readonly draft: DraftStruct;
  readonly facts: FactTree;
  readonly warnings: Warning[];
  /** By the column that has taken a name which old files answer to. */
  readonly oldValues: Map<DraftField, Warning>;
  /** By the column that has taken a name which producers may still send for another one. */
  readonly takenNames: Map<DraftField, TakenName>;
  /** By the column whose old name the settings of the dataset hold. */
  readonly renamedDerived: Map<DraftField, Warning>;
  readonly nextVersion: number;
  readonly force: boolean;
  fieldCount: number;
}

export function workbenchOf(
  table: TableState,
  active: StructType,
  nextVersion: number,
  { force }: DdlOptions,
): Workbench {
  const draft = draftOf(active);
  return {
    table,
    capability: capabilityOf(table.format, table.properties),
    draft,
    facts: new FactTree(table.facts, (alias) => renamedColumn(draft, alias)),
    warnings: [],
    oldValues: new Map(),
    takenNames: new Map(),
    renamedDerived: new Map(),
    nextVersion,
    force,
    fieldCount: countFields(active),
  };
}

function renamedColumn(draft: DraftStruct, { path, dropped }: ColumnFact): DraftField | null {
  const now = dropped?.renamedTo ?? null;
  const parent = now === null ? null : findParent(draft, path);
  return now === null || !parent?.ok ? null : (parent.value.struct.find(now) ?? null);
}

/** What there is to be said of what all operations have left. */
export function warningsOf({ warnings, oldValues, takenNames, renamedDerived }: Workbench): Warning[] {
  const returned = [...oldValues].filter(([field]) => !field.gone);
  const renamed = [...renamedDerived].filter(([field]) => !field.gone && field.name !== field.was?.name);
  const taken = [...takenNames].flatMap(([field, name]) =>
    field.gone ? [] : (takenNameWarning(name) ?? []),
  );
  return [...warnings, ...[...returned, ...renamed].map(([, warning]) => warning), ...taken];
}
