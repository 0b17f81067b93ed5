import { type Capability, capabilityOf } from '../evolution/capability.ts';
import type { Change, TableState, Warning } from '../evolution/types.ts';
import type { StructType } from '../schema/types.ts';
import { countFields } from '../schema/walk.ts';
import { FactBook } from './fact-book.ts';
import { draftOf, type DraftStruct } from './schema-draft.ts';
import type { DdlOptions, Refusal } from './types.ts';

/** A table while operations are applied to it: each one finds what the ones before it left. */
export interface Workbench {
  readonly table: TableState;
  readonly capability: Capability;
  readonly draft: DraftStruct;
  readonly facts: FactBook;
  readonly changes: Change[];
  readonly warnings: Warning[];
  readonly nextVersion: number;
  readonly force: boolean;
  fieldCount: number;
}

/** Why one operation cannot be done; which one it is, its caller knows. */
export type Objection = Omit<Refusal, 'operation'>;

export function workbenchOf(
  table: TableState,
  active: StructType,
  nextVersion: number,
  { force }: DdlOptions,
): Workbench {
  return {
    table,
    capability: capabilityOf(table.format, table.properties),
    draft: draftOf(active),
    facts: new FactBook(table.facts),
    changes: [],
    warnings: [],
    nextVersion,
    force,
    fieldCount: countFields(active),
  };
}
