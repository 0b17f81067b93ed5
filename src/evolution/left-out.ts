import type { StructField } from '../schema/types.ts';
import { typeAt } from '../schema/walk.ts';
import { hasPath } from './has-path.ts';
import { noteArrival } from './facts.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { tombstoneIn } from './marks.ts';
import type { RuleId } from './rule-ids.ts';
import type { Tombstone } from './types.ts';
import { column, stepText, typeIn } from './words.ts';

/** A batch does not bring back what a person dropped, under whatever case or type it still sends it. */
export function isStillDropped(judging: Judging, place: Place, field: StructField): boolean {
  const tombstone = tombstoneIn(place.mark, field.name);
  if (judging.declared || tombstone === null) return false;
  noteArrival(judging, tombstone);
  reportArrival(judging, place, field, tombstone.dropped);
  if (isInTheWay(judging, place, tombstone.dropped)) {
    warnLeftOut(judging, 'DROPPED_FIELD_ARRIVING', place.path);
  }
  return true;
}

/** An old name of a column that is there, and that the batch brings under its new name too. */
function isInTheWay({ table }: Judging, { path }: Place, { renamedTo }: Tombstone): boolean {
  if (renamedTo === null || table.active === null) return false;
  return hasPath(table.active, [...path.slice(0, -1), renamedTo]);
}

function reportArrival(judging: Judging, place: Place, field: StructField, tombstone: Tombstone): void {
  const { renamedTo, version, type } = tombstone;
  const was = renamedTo === null ? 'dropped' : `renamed to ${stepText(renamedTo)}`;
  report(judging, {
    rule: 'DROPPED_FIELD_ARRIVING',
    path: place.path,
    verdict: rulingOn(judging, 'DROPPED_FIELD_ARRIVING'),
    before: type,
    after: field.type,
    reason: `${column(place.path)} was ${was} in version ${version}, and the batch still carries it; it is left out.`,
  });
}

/** A policy may leave out what is new to the table. What is new inside something new comes with it. */
export function isIgnored(judging: Judging, parent: Place, place: Place, field: StructField): boolean {
  if (judging.policy.newFields !== 'IGNORE' || parent.guard !== null) return false;
  const { active } = judging.table;
  if (active === null || typeAt(active, parent.path)?.kind !== 'struct') return false;
  reportIgnored(judging, place, field);
  return true;
}

function reportIgnored(judging: Judging, place: Place, field: StructField): void {
  report(judging, {
    rule: judging.declared && !field.nullable ? 'REQUIRED_FIELD_ADDED' : 'FIELD_ADDED',
    path: place.path,
    verdict: 'NONE',
    after: field.type,
    reason: `${column(place.path)} (${typeIn(field.type)}) is new, and the policy of this dataset leaves new fields out.`,
  });
  warnLeftOut(judging, 'FIELD_ADDED', place.path);
}

/** Tells the job that a field had values which are not written. */
export function warnLeftOut(judging: Judging, rule: RuleId, path: Place['path']): void {
  judging.warnings.push({
    code: 'FIELD_LEFT_OUT',
    path,
    message: `${column(path)} is left out of the table (${rule}): its values in this batch are not written.`,
  });
}
