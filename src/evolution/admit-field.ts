import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType, StructField } from '../schema/types.ts';
import { noteDeclared, noteForgotten, noteLeftBehind, noteSeen } from './facts.ts';
import { hintFor, reportHinted } from './hinted-type.ts';
import { type Judging, type Place, placeBelow, placeOfField, report, rulingOn } from './judging.ts';
import { isStillDropped } from './left-out.ts';
import { checkName, isEngineField, reportCollision, reportTombstoneCollision } from './name-changes.ts';
import { isNullOnly, reportNothingLeft, reportUnknownType } from './null-only.ts';
import { leftBehind } from './left-behind.ts';
import { tombstoneIn } from './marks.ts';
import { pairFields } from './pair-fields.ts';
import { readsAs } from './reads-as.ts';
import { hasValue } from './silence.ts';
import { checkStorable } from './storable.ts';
import { withoutLength } from './type-of-field.ts';
import { column, stepText, typeIn } from './words.ts';

/** Whether a field that the table does not have is never stored: not taken at all, or not to be named so. */
function isLeftOut(judging: Judging, place: Place, field: StructField): boolean {
  return isNotTaken(judging, place, field) || checkName(judging, place, field) === 'LEAVE_OUT';
}

/** Whether a field is not taken under any name: dropped, an engine's own, or unknown. */
export function isNotTaken(judging: Judging, place: Place, field: StructField): boolean {
  if (isStillDropped(judging, place, field) || isEngineField(judging, place, field)) return true;
  if (!isNullOnly(place.nulls, field.type) || hintFor(judging, place, field.type) !== null) return false;
  reportUnknownType(judging, place, field.type);
  return true;
}

/**
 * A field as the table would take it: nullable throughout where it was inferred, and without the parts that are left
 * out or of unknown type. Null where nothing of it is left.
 */
export function admitField(judging: Judging, place: Place, field: StructField): StructField | null {
  const factsBefore = judging.factUpdates.length;
  const type = admitType(judging, place, field.type);
  if (type === null) {
    // Of a type that is not taken no part is known either.
    judging.factUpdates.length = factsBefore;
    if (isUnknown(place, field.type)) reportUnknownType(judging, place, field.type);
    else reportNothingLeft(judging, place, field.type);
    return null;
  }
  checkStorable(judging, place, type);
  if (!judging.declared) {
    // A hint is looked up with every batch: it holds no longer than it is there.
    noteSeen(judging, place, false);
    const isHinted = hintFor(judging, place, field.type) !== null;
    const metadata = isHinted ? withoutLength(field.metadata) : field.metadata;
    return { ...field, type, metadata, nullable: true };
  }
  checkReturn(judging, place, type);
  noteDeclared(judging, place);
  return { ...field, type };
}

/** Whether no part of a type had a value. */
function isUnknown({ nulls }: Place, type: DataType): boolean {
  return !hasValue(nulls, type);
}

/** Fields that are all new: those of a first schema, or of a struct that is new itself. */
export function admitFields(judging: Judging, parent: Place, fields: readonly StructField[]): StructField[] {
  const { added, collisions } = pairFields([], fields);
  for (const collision of collisions) reportCollision(judging, parent, collision);
  return added.flatMap((field) => {
    const place = placeOfField(parent, field.name);
    return isLeftOut(judging, place, field) ? [] : (admitField(judging, place, field) ?? []);
  });
}

/** A type that is new to the table, as its hint says or without its unknown parts; null where nothing is known. */
export function admitType(judging: Judging, place: Place, type: DataType): DataType | null {
  const hint = hintFor(judging, place, type);
  if (hint !== null) {
    reportHinted(judging, place, hint, type);
    return hint;
  }
  if (isNullOnly(place.nulls, type)) return null;
  const loose = !judging.declared;
  switch (type.kind) {
    case 'struct': {
      const fields = admitFields(judging, place, type.fields);
      return fields.length === 0 ? null : { ...type, fields };
    }
    case 'array': {
      const elementType = admitType(judging, placeBelow(place, 'element'), type.elementType);
      return elementType === null ? null : { ...type, elementType, containsNull: loose || type.containsNull };
    }
    case 'map': {
      const keyType = admitType(judging, placeBelow(place, 'key'), type.keyType);
      const valueType = admitType(judging, placeBelow(place, 'value'), type.valueType);
      if (keyType === null || valueType === null) return null;
      // A key is whole or unknown: what is left out of it now could never be added.
      if (!sameTypeIgnoringNullability(keyType, type.keyType)) return null;
      return { ...type, keyType, valueType, valueContainsNull: loose || type.valueContainsNull };
    }
    default:
      return type;
  }
}

/** A declared field under a dropped name: the old column back, unless its name or its old values stand against it. */
function checkReturn(judging: Judging, place: Place, type: DataType): void {
  const tombstone = tombstoneIn(place.mark, place.path.at(-1) ?? '');
  if (tombstone === null) return;
  const { dropped } = tombstone;
  const { capability } = judging;
  const oldName = tombstone.path.at(-1) ?? '';
  const isSameName = oldName === place.path.at(-1);
  if (!capability.resolvesByName) {
    // By id the new column is another one, and the dropped one is no longer to be told from it by a name.
    if (!isSameName) noteForgotten(judging, tombstone);
    return;
  }
  if (!isSameName) {
    reportTombstoneCollision(judging, place, oldName);
    return;
  }
  const { type: written, version, renamedTo } = dropped;
  const gone = renamedTo === null ? 'dropped' : `renamed to ${stepText(renamedTo)}`;
  if (readsAs(capability, written, type)) {
    for (const part of leftBehind(place.path, written, type)) noteLeftBehind(judging, part, version);
    judging.warnings.push({
      code: 'OLD_VALUES_RETURN',
      path: place.path,
      message: `${column(place.path)} was ${gone} in version ${version}; where old files still hold values of it, they show again.`,
    });
    return;
  }
  report(judging, {
    rule: 'DROPPED_NAME_REUSED',
    path: place.path,
    verdict: rulingOn(judging, 'DROPPED_NAME_REUSED'),
    before: written,
    after: type,
    reason:
      `${column(place.path)} was ${gone} as ${typeIn(written)} in version ${version}, and ${capability.label} would ` +
      `read the values in old files as ${typeIn(type)}.`,
    remediation:
      renamedTo === null
        ? `Choose a name that was never used, or declare it as ${typeIn(written)}, which brings the old column back.`
        : `Choose a name that was never used; what the column holds is declared as ${stepText(renamedTo)}.`,
  });
}
