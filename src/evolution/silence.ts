import type { DataType, StructType } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import type { Judging, Place } from './judging.ts';
import type { NullMark } from './marks.ts';
import { CORRUPT_RECORD } from './name-changes.ts';
import { isNullOnly } from './null-only.ts';

/**
 * Whether a batch had no value in any field, malformed records aside: what it lacks may then be chance. A field that
 * is left out had values all the same, and a declared schema means what it lacks.
 */
export function isSilent(judging: Judging, place: Place, submitted: StructType): boolean {
  if (judging.declared || place.path.length > 0) return false;
  return !submitted.fields.some(
    ({ name, type }) => lowerKey(name) !== CORRUPT_RECORD && hasValue(place.nulls?.below.get(name), type),
  );
}

export function warnSilent(judging: Judging): void {
  judging.warnings.push({
    code: 'NOTHING_KNOWN',
    path: null,
    message:
      `No field of ${judging.speaker} had a value, malformed records aside, so the nullable columns that it lacks are ` +
      'not missed; keys, partition and protected columns and those that may not be null are.',
  });
}

/** A value of its own or in one of its parts. */
export function hasValue(nulls: NullMark | undefined, type: DataType): boolean {
  const pending = [{ nulls, type }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { nulls: at, type: part } = next;
    if (isNullOnly(at, part)) continue;
    if (part.kind === 'array') pending.push({ nulls: at?.below.get('element'), type: part.elementType });
    else if (part.kind !== 'struct') return true;
    else pending.push(...part.fields.map((f) => ({ nulls: at?.below.get(f.name), type: f.type })));
  }
  return false;
}
