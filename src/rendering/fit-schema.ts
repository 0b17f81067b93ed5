import { isNested, isPrimitive } from '../evolution/type-kinds.ts';
import { structOf } from '../schema/constructors.ts';
import { pathText } from '../schema/path.ts';
import { structFromJson } from '../schema/struct-from-json.ts';
import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, JsonObject, MapType, Path, StructField, StructType } from '../schema/types.ts';
import { commentOf } from './comment-of.ts';
import { commentsNotTold } from './comments-not-told.ts';
import type { Leaf, LeafAnswer } from './leaf.ts';
import type { RenderingWarning } from './types.ts';

/** What an engine makes of the columns of a table in one format. */
export interface Fit {
  /** How a sentence names it: "Trino's Iceberg connector". */
  readonly label: string;
  readonly leaf: (type: Leaf) => LeafAnswer;
  /** Why a column, or a field within one, cannot be called so; null where it can. */
  readonly nameFault: (name: string, isColumn: boolean) => string | null;
  /** What the keys of a map may be. */
  readonly mapKeys: 'ANY' | 'PRIMITIVE' | 'STRING';
  /** Where it takes NOT NULL: on all fields, on those that are in structs alone, on columns, or not at all. */
  readonly notNull: 'EVERYWHERE' | 'IN_STRUCTS' | 'ON_COLUMNS' | 'NOWHERE';
  /** Where it keeps comments: on all fields, or on columns alone. */
  readonly comments: 'EVERYWHERE' | 'ON_COLUMNS';
}

export interface Fitted {
  /** What the engine can hold: without what it cannot, user-defined types as what they are stored as. */
  readonly schema: StructType;
  readonly warnings: readonly RenderingWarning[];
}

/** Cuts a schema to what an engine can hold, and tells what went and why. Depth is bounded by SCHEMA_LIMITS. */
export function fitSchema(schema: StructType, fit: Fit): Fitted {
  const fitting: Fitting = { fit, warnings: [], required: [], commented: [] };
  const fields = fitFields(fitting, schema, [], 'STRUCT');
  const warnings = [...fitting.warnings, ...requiredWarning(fitting), ...commentsWarning(fitting)];
  return { schema: structOf(fields), warnings };
}

interface Fitting {
  readonly fit: Fit;
  readonly warnings: RenderingWarning[];
  /** What is NOT NULL where the engine does not take it. */
  readonly required: Path[];
  /** What has a comment where the engine keeps none. */
  readonly commented: Path[];
}

/** What is around a field: only structs, or an array or a map at some level. */
type Around = 'STRUCT' | 'COLLECTION';

function fitFields(fitting: Fitting, { fields }: StructType, at: Path, around: Around): StructField[] {
  return fields.flatMap((field) => {
    const path = [...at, field.name];
    const fault = fitting.fit.nameFault(field.name, path.length === 1);
    if (fault !== null) return leaveOut(fitting, path, fault);
    const nullable = field.nullable || !takesNotNull(fitting.fit, path, around);
    const told = [fitting.required.length, fitting.commented.length] as const;
    if (nullable !== field.nullable) fitting.required.push(path);
    if (path.length > 1 && fitting.fit.comments === 'ON_COLUMNS' && commentOf(field) !== null)
      fitting.commented.push(path);
    const type = fitType(fitting, field.type, path, around);
    if (type === null) {
      [fitting.required.length, fitting.commented.length] = told;
      return [];
    }
    return [type === field.type && nullable === field.nullable ? field : { ...field, type, nullable }];
  });
}

function takesNotNull({ notNull }: Fit, path: Path, around: Around): boolean {
  if (notNull === 'IN_STRUCTS') return around === 'STRUCT';
  return notNull === 'EVERYWHERE' || (notNull === 'ON_COLUMNS' && path.length === 1);
}

/** Null where it was left out. */
function fitType(fitting: Fitting, type: DataType, at: Path, around: Around): DataType | null {
  switch (type.kind) {
    case 'struct': {
      const fields = fitFields(fitting, type, at, around);
      if (fields.length > 0) return isSame(fields, type.fields) ? type : structOf(fields);
      if (type.fields.length === 0) leaveOut(fitting, at, 'a struct without fields is nothing to store');
      return null;
    }
    case 'array': {
      const elementType = fitType(fitting, type.elementType, [...at, 'element'], 'COLLECTION');
      if (elementType === null) return null;
      return elementType === type.elementType ? type : { ...type, elementType };
    }
    case 'map':
      return fitMap(fitting, type, at);
    case 'udt':
      return fitUserDefined(fitting, type.json, at, around);
    default:
      return fitLeaf(fitting, type, at);
  }
}

function fitMap(fitting: Fitting, type: MapType, at: Path): MapType | null {
  const fault = keyFault(fitting.fit, type.keyType);
  if (fault !== null) {
    leaveOut(fitting, at, fault);
    return null;
  }
  const keyType = fitType(fitting, type.keyType, [...at, 'key'], 'COLLECTION');
  const valueType = fitType(fitting, type.valueType, [...at, 'value'], 'COLLECTION');
  if (keyType === null || valueType === null) return null;
  return keyType === type.keyType && valueType === type.valueType ? type : { ...type, keyType, valueType };
}

function keyFault({ mapKeys }: Fit, key: DataType): string | null {
  if (mapKeys === 'STRING' && key.kind !== 'character' && !isPrimitive(key, 'string')) {
    return 'the keys of a map have to be strings there';
  }
  return mapKeys === 'PRIMITIVE' && isNested(key) ? 'the keys of a map have to be plain values there' : null;
}

function isSame(fields: readonly StructField[], old: readonly StructField[]): boolean {
  return fields.length === old.length && fields.every((field, index) => field === old[index]);
}

function fitLeaf(fitting: Fitting, type: Leaf, at: Path): Leaf | null {
  const answer = fitting.fit.leaf(type);
  if (answer.as === 'NOTHING') {
    leaveOut(fitting, at, `${typeText(type)}: ${answer.why}`);
    return null;
  }
  if (answer.as === 'SUBSTITUTE') {
    fitting.warnings.push({
      code: 'TYPE_SUBSTITUTED',
      path: at,
      message: `${pathText(at)} is ${typeText(type)}, and ${answer.text} in ${fitting.fit.label}: ${answer.why}.`,
    });
  }
  return type;
}

/** SQL has no name for it; what it is stored as says itself. */
function fitUserDefined(fitting: Fitting, json: JsonObject, at: Path, around: Around): DataType | null {
  const stored = structFromJson({ type: 'struct', fields: [{ name: 'stored', type: json['sqlType'] }] });
  const type = stored.ok ? stored.value.fields[0]?.type : undefined;
  if (type !== undefined && type.kind !== 'udt') return fitType(fitting, type, at, around);
  leaveOut(fitting, at, 'a user-defined type that does not say what it is stored as');
  return null;
}

function leaveOut(fitting: Fitting, path: Path, why: string): never[] {
  fitting.warnings.push({
    code: 'COLUMN_LEFT_OUT',
    path,
    message: `${pathText(path)} is left out of what ${fitting.fit.label} is told (${why}).`,
  });
  return [];
}

const EXAMPLES = 3;

/** One for all of them: on some engines it is every required column. */
function requiredWarning({ fit, required }: Fitting): RenderingWarning[] {
  const [first] = required;
  if (first === undefined) return [];
  const some = required.slice(0, EXAMPLES).map(pathText).join(', ');
  const more = required.length > EXAMPLES ? ` and ${required.length - EXAMPLES} more` : '';
  return [
    {
      code: 'NOT_NULL_LEFT_OUT',
      path: required.length === 1 ? first : null,
      message: `${fit.label} takes no NOT NULL there: ${some}${more}. Who writes has to see to it.`,
    },
  ];
}

function commentsWarning({ fit, commented }: Fitting): RenderingWarning[] {
  const [first] = commented;
  if (first === undefined) return [];
  return [
    {
      code: 'COMMENT_LEFT_OUT',
      path: commented.length === 1 ? first : null,
      message: commentsNotTold(commented, fit.label),
    },
  ];
}
