import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import type { ColumnFact, Origin } from '../../evolution/types.ts';
import { recordEvent } from '../events/event.service.ts';
import type { EventType } from '../events/event.types.ts';
import { writeColumns } from './column-writer.repository.ts';
import type { JudgedBatch } from './judge-batch.ts';

/** Nothing changes in the schema, but something became known of its columns: one was seen, declared, or sent although it is gone. */
export async function noteColumns(
  tx: Transaction,
  { target, judgement: { factUpdates } }: JudgedBatch,
  origin: Origin,
  caller: Caller,
): Promise<void> {
  const { dataset, state } = target;
  if (state.active === null) return;
  const { schema, version } = state.active;
  await writeColumns(tx, dataset.id, {
    before: schema,
    after: schema,
    factsBefore: state.facts,
    factUpdates,
    version,
  });
  for (const [type, facts] of eventsOf(factUpdates, origin)) {
    if (facts.length === 0) continue;
    await recordEvent(tx, { type, dataset, version, caller, after: { columns: facts.map(shown) } });
  }
}

function eventsOf(facts: readonly ColumnFact[], origin: Origin): readonly [EventType, ColumnFact[]][] {
  return [
    ['column.arrived', facts.filter(({ dropped }) => dropped !== null)],
    [
      origin === 'DECLARED' ? 'column.declared' : 'column.seen',
      facts.filter(({ dropped }) => dropped === null),
    ],
  ];
}

function shown({ path, pinned, absence, dropped }: ColumnFact) {
  if (dropped === null) return { path: [...path], pinned, absence };
  return { path: [...path], droppedVersion: dropped.version, renamedTo: dropped.renamedTo };
}
