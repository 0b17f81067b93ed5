import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import { sqlType } from '../schema/sql/type-text.ts';
import type { DataType, Path, StructField, StructType } from '../schema/types.ts';
import { fieldsByName } from '../schema/walk.ts';

/** What ALTER COLUMN can be told to do. */
export type Alteration =
  | { readonly to: 'TYPE'; readonly type: DataType }
  | { readonly to: 'NULLABILITY'; readonly nullable: boolean }
  | { readonly to: 'COMMENT'; readonly comment: string };

/** The difference of two schemas in the terms of ALTER TABLE. A column that cannot become what it shall be is dropped and added. */
export interface Differences {
  readonly dropped: Path[];
  readonly added: { readonly path: Path; readonly field: StructField }[];
  readonly altered: { readonly path: Path; readonly alteration: Alteration }[];
}

/** Columns and fields by exact name; their order makes no difference. Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
export function differencesBetween(before: StructType, after: StructType): Differences {
  const differences: Differences = { dropped: [], added: [], altered: [] };
  compareFields(differences, [], before, after);
  return differences;
}

function compareFields(differences: Differences, at: Path, before: StructType, after: StructType): void {
  const [old, now] = [fieldsByName(before), fieldsByName(after)];
  for (const { name } of before.fields) if (!now.has(name)) differences.dropped.push([...at, name]);
  for (const field of after.fields) {
    const path = [...at, field.name];
    const was = old.get(field.name);
    if (was === undefined) {
      differences.added.push({ path, field });
    } else if (canBecome(was.type, field.type)) {
      compareField(differences, path, was, field);
    } else {
      differences.dropped.push(path);
      differences.added.push({ path, field });
    }
  }
}

function compareField(differences: Differences, path: Path, was: StructField, field: StructField): void {
  compareTypes(differences, path, was.type, field.type);
  if (was.nullable !== field.nullable) {
    differences.altered.push({ path, alteration: { to: 'NULLABILITY', nullable: field.nullable } });
  }
  const comment = commentOf(field);
  if (commentOf(was) !== comment) differences.altered.push({ path, alteration: { to: 'COMMENT', comment } });
}

function compareTypes(differences: Differences, path: Path, before: DataType, after: DataType): void {
  if (before.kind === 'struct' && after.kind === 'struct') {
    compareFields(differences, path, before, after);
  } else if (before.kind === 'array' && after.kind === 'array') {
    compareTypes(differences, [...path, 'element'], before.elementType, after.elementType);
  } else if (before.kind === 'map' && after.kind === 'map') {
    compareTypes(differences, [...path, 'value'], before.valueType, after.valueType);
  } else if (sqlType(before) !== sqlType(after)) {
    differences.altered.push({ path, alteration: { to: 'TYPE', type: after } });
  }
}

/** Whether a column can be led from one type to the other part by part; whether the format agrees is another question. */
function canBecome(before: DataType, after: DataType): boolean {
  switch (before.kind) {
    case 'array':
      return after.kind === 'array' && canBecome(before.elementType, after.elementType);
    case 'map':
      return (
        after.kind === 'map' &&
        sameTypeIgnoringNullability(before.keyType, after.keyType) &&
        canBecome(before.valueType, after.valueType)
      );
    case 'struct':
      return after.kind === 'struct' && keepsAField(before, after);
    default:
      return after.kind !== 'array' && after.kind !== 'map' && after.kind !== 'struct';
  }
}

/** No engine drops the last field of a struct. */
function keepsAField(before: StructType, after: StructType): boolean {
  const now = fieldsByName(after);
  return before.fields.length === 0 || before.fields.some(({ name }) => now.has(name));
}

function commentOf({ metadata }: StructField): string {
  const comment = metadata['comment'];
  return typeof comment === 'string' ? comment : '';
}
