import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { ArrayType, DataType, MapType, StructField, StructType } from '../schema/types.ts';
import { fieldsByName } from '../schema/walk.ts';
import { accept } from './acceptance.ts';
import { addField } from './add-field.ts';
import { admitType } from './admit-field.ts';
import { reportMissingKeys } from './guards.ts';
import { castLeaf, compareLeaf } from './compare-leaf.ts';
import { compareMetadata } from './compare-metadata.ts';
import { compareNullability } from './compare-nullability.ts';
import { reportKeyChange, reportShapeChange } from './compare-shape.ts';
import { noteSeen } from './facts.ts';
import { warnOfHint } from './hinted-type.ts';
import { judgeOrder, inSubmittedOrder, type Placed } from './field-order.ts';
import { aliasesIn } from './marks.ts';
import { noteOldName } from './old-name.ts';
import { type Judging, type Place, placeBelow, placeOfField } from './judging.ts';
import { loseField } from './lose-field.ts';
import { reportCollision } from './name-changes.ts';
import { fitsNullOnly, isNullOnly, reportNullOnly } from './null-only.ts';
import { isNested, isPrimitive } from './type-kinds.ts';
import { typeOfField, typeSaidOf, withTypeOfField } from './type-of-field.ts';
import { isUntouched } from './untouched.ts';
import { sameOwnType } from './own-type.ts';
import { pairFields, type Pairing } from './pair-fields.ts';
import { isSilent, warnSilent } from './silence.ts';
import { suspectRename } from './rename-suspicion.ts';

interface Both {
  readonly table: StructType;
  readonly submitted: StructType;
  /** The submitter's base at this place, where there is one. */
  readonly base: DataType | null;
}

/**
 * Judges a struct against the table's, field by field, and everything below.
 * @returns the merge: the table's own struct where nothing changes it
 */
export function compareStruct(judging: Judging, place: Place, both: Both): StructType {
  const pairing = pairFields(both.table.fields, both.submitted.fields, aliasesIn(place.mark));
  for (const collision of pairing.collisions) reportCollision(judging, place, collision);
  const kept = keepFields(judging, place, both, pairing);
  const gained = gainFields(judging, place, pairing);
  const silent = isSilent(judging, place, both.submitted);
  if (silent) warnSilent(judging);
  const lost = loseFields(judging, place, both, pairing, silent);
  suspectRename(
    judging,
    place,
    lost,
    gained.map(({ field }) => field),
  );

  const all = [...kept, ...gained];
  const placed = isTurned(judging, place, both, kept, all)
    ? inSubmittedOrder(all, both.submitted.fields)
    : all;
  return withFields(both.table, placed);
}

function isTurned(
  judging: Judging,
  place: Place,
  both: Both,
  kept: readonly Placed[],
  all: readonly Placed[],
): boolean {
  const base = both.base?.kind === 'struct' ? both.base.fields : [];
  // Where a sample happens to have a new field says nothing about the order of the others.
  const placed = judging.declared ? all : kept;
  return judgeOrder(judging, place, placed, both.submitted.fields, base) === 'TAKE_OVER';
}

function withFields(table: StructType, placed: readonly Placed[]): StructType {
  const isSame =
    placed.length === table.fields.length && placed.every(({ field }, i) => field === table.fields[i]);
  return isSame ? table : { kind: 'struct', fields: placed.map(({ field }) => field) };
}

function keepFields(judging: Judging, place: Place, both: Both, { pairs }: Pairing): Placed[] {
  return both.table.fields.map((field, index) => {
    const submitted = pairs[index] ?? null;
    if (submitted === null || isUntouched(judging, place, field, submitted)) return { field, submitted };
    return { field: compareField(judging, place, field, submitted, baseField(both.base, field)), submitted };
  });
}

function gainFields(judging: Judging, place: Place, { added }: Pairing): Placed[] {
  return added.flatMap((submitted) => {
    const field = addField(judging, place, submitted);
    return field === null ? [] : { field, submitted };
  });
}

function loseFields(
  judging: Judging,
  place: Place,
  both: Both,
  { pairs }: Pairing,
  silent: boolean,
): StructField[] {
  return both.table.fields.filter((field, index) => {
    if ((pairs[index] ?? null) !== null) return false;
    return loseField(judging, placeOfField(place, field.name), field, both.base, silent);
  });
}

function baseField(base: DataType | null, field: StructField): StructField | null {
  return base?.kind === 'struct' ? (fieldsByName(base).get(field.name) ?? null) : null;
}

function compareField(
  judging: Judging,
  parent: Place,
  table: StructField,
  submitted: StructField,
  base: StructField | null,
): StructField {
  const place = placeOfField(parent, table.name, submitted.name);
  if (submitted.name !== table.name) noteOldName(judging, parent, place, submitted);
  if (isNullOnly(place.nulls, submitted.type) && fitsNullOnly(place.nulls, table.type, submitted.type)) {
    if (!reportMissingKeys(judging, place) && !isPrimitive(table.type, 'void')) {
      reportNullOnly(judging, place, table, submitted.type);
    }
    return table;
  }
  const known = typeOfField(table);
  const said = typeSaidOf(table, submitted);
  const type = compareType(judging, place, known, said, base === null ? null : typeOfField(base));
  const nullable = compareNullability(
    judging,
    place,
    table.nullable,
    submitted.nullable,
    base?.nullable ?? null,
  );
  const typed = type === known ? table : { ...table, ...withTypeOfField(table, submitted, type) };
  const metadata = compareMetadata(judging, place, typed, submitted, base);
  noteSeen(judging, place, judging.declared && sameOwnType(type, said));
  if (type === known && nullable === table.nullable && metadata === table.metadata) return table;
  return { name: table.name, type: typed.type, nullable, metadata };
}

function compareType(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  base: DataType | null,
): DataType {
  if (place.nulls?.nullOnly === true || isPrimitive(submitted, 'void')) return table;
  if (isPrimitive(table, 'void')) {
    const known = admitType(judging, place, submitted);
    return known === null ? table : compareLeaf(judging, place, table, known, base);
  }
  warnOfHint(judging, place, table);
  if (isNested(table) || isNested(submitted)) return compareNested(judging, place, table, submitted, base);
  if (sameTypeIgnoringNullability(table, submitted)) return table;
  return compareLeaf(judging, place, table, submitted, base);
}

function compareNested(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  base: DataType | null,
): DataType {
  if (table.kind === 'struct' && submitted.kind === 'struct') {
    return compareStruct(judging, place, { table, submitted, base });
  }
  if (table.kind === 'array' && submitted.kind === 'array') {
    return compareArray(judging, place, table, submitted, base?.kind === 'array' ? base : null);
  }
  if (table.kind === 'map' && submitted.kind === 'map') {
    return compareMap(judging, place, table, submitted, base?.kind === 'map' ? base : null);
  }
  reportShapeChange(judging, place, table, submitted);
  return table;
}

function compareArray(
  judging: Judging,
  place: Place,
  table: ArrayType,
  submitted: ArrayType,
  base: ArrayType | null,
): ArrayType {
  const below = placeBelow(place, 'element');
  const elementType = compareType(
    judging,
    below,
    table.elementType,
    submitted.elementType,
    base?.elementType ?? null,
  );
  const containsNull = compareNullability(
    judging,
    below,
    table.containsNull,
    submitted.containsNull,
    base?.containsNull ?? null,
  );
  if (elementType === table.elementType && containsNull === table.containsNull) return table;
  return { kind: 'array', elementType, containsNull };
}

function compareMap(
  judging: Judging,
  place: Place,
  table: MapType,
  submitted: MapType,
  base: MapType | null,
): MapType {
  compareKey(judging, placeBelow(place, 'key'), table.keyType, submitted.keyType, base?.keyType ?? null);
  const below = placeBelow(place, 'value');
  const valueType = compareType(
    judging,
    below,
    table.valueType,
    submitted.valueType,
    base?.valueType ?? null,
  );
  const valueContainsNull = compareNullability(
    judging,
    below,
    table.valueContainsNull,
    submitted.valueContainsNull,
    base?.valueContainsNull ?? null,
  );
  if (valueType === table.valueType && valueContainsNull === table.valueContainsNull) return table;
  return { kind: 'map', keyType: table.keyType, valueType, valueContainsNull };
}

/** The keys of a map never change: they are equal, or every one of them can be cast. */
function compareKey(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  base: DataType | null,
): void {
  if (sameTypeIgnoringNullability(table, submitted) || isPrimitive(submitted, 'void')) return;
  const isCast = !isNested(table) && !isNested(submitted) && accept(table, submitted).fit === 'SAFE';
  if (isCast) castLeaf(judging, place, table, submitted, base);
  else reportKeyChange(judging, place, table, submitted);
}
