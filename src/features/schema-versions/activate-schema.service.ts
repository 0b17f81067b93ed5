import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import type { Change, ColumnFact } from '../../evolution/types.ts';
import type { StructType } from '../../schema/types.ts';
import { recordEvent } from '../events/event.service.ts';
import type { EventType } from '../events/event.types.ts';
import { writeColumns } from './column-writer.repository.ts';
import { reasonOf } from './describe-changes.ts';
import { resolveOpenVersions } from './resolve-open.service.ts';
import type { ChangeType, VersionOrigin } from './schema-version.types.ts';
import type { SchemaVersionDependencies, Target } from './target.service.ts';
import { activateVersion, type StoredVersion } from './version-writer.repository.ts';

/** A schema that is to become the active one, and all that is recorded of it. */
export interface SchemaActivation {
  readonly changeType: ChangeType;
  readonly origin: VersionOrigin;
  readonly schema: StructType;
  readonly changes: readonly Change[];
  readonly factUpdates: readonly ColumnFact[];
  readonly claimedChangeType: ChangeType | null;
  readonly source: Readonly<Record<string, string>>;
  readonly event: Extract<EventType, 'schema.activated' | 'schema.ddl_applied' | 'schema.rolled_back'>;
  /** The blocked version it was approved from, or the one it was rolled back to. */
  readonly derivedFromVersion?: number;
  /** The words of whoever asked for it; null: the engine's. */
  readonly reason: string | null;
  /** Where somebody could have forced it: whether they did. */
  readonly forced?: boolean;
  readonly caller: Caller;
}

/**
 * Makes a schema the dataset's active version: the version, the pointer, the column history and the event, in the
 * caller's transaction; then what was blocked and has become harmless is resolved. The caller holds the dataset's
 * lock, under which `target` was read.
 */
export async function activateSchema(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  { dataset, state }: Target,
  next: SchemaActivation,
): Promise<StoredVersion> {
  const { changeType, schema, changes, factUpdates, forced, caller } = next;
  const reason = next.reason ?? reasonOf(changeType, changes);
  const stored = await activateVersion(tx, {
    ...next,
    datasetId: dataset.id,
    reason,
    comparedWith: state.active,
  });
  await writeColumns(tx, dataset.id, {
    before: state.active?.schema ?? null,
    after: schema,
    factsBefore: state.facts,
    factUpdates,
    version: stored.version,
  });
  await recordEvent(tx, {
    type: next.event,
    dataset,
    version: stored.version,
    caller,
    before: state.active === null ? null : { version: state.active.version },
    after: { version: stored.version, changeType, ...(forced === undefined ? {} : { forced }) },
    reason,
  });
  const why = `Version ${stored.version} (${next.origin}) made it harmless.`;
  await resolveOpenVersions(deps, tx, dataset, caller, why);
  return stored;
}
