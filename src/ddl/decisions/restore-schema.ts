import type { Change } from '../../evolution/types.ts';
import { printSortedJson } from '../../schema/json/json-printer.ts';
import type { DataType, JsonObject, Path, StructField, StructType } from '../../schema/types.ts';
import { fieldsByName } from '../../schema/walk.ts';

const COMMENT = 'comment';
/** What Delta keeps in a schema for itself is about the table as it is now. */
const BOOKKEEPING = 'delta.';

export interface RestoredSchema {
  readonly schema: StructType;
  readonly changes: readonly Change[];
}

/**
 * A schema in the order of another one and with its metadata: what operations have not brought about.
 * @param restored has the columns of `target`, in whatever order. Depth is bounded by SCHEMA_LIMITS, hence the recursion
 */
export function restoreSchema(restored: StructType, target: StructType): RestoredSchema {
  const changes: Change[] = [];
  return { schema: restoreStruct(changes, [], restored, target), changes };
}

function restoreStruct(changes: Change[], path: Path, restored: StructType, target: StructType): StructType {
  const wanted = fieldsByName(target);
  const rank = new Map(target.fields.map(({ name }, index) => [name, index]));
  const rankOf = ({ name }: StructField) => rank.get(name) ?? rank.size;
  const ordered = [...restored.fields].sort((a, b) => rankOf(a) - rankOf(b));
  if (ordered.some((field, index) => field !== restored.fields[index])) changes.push(reordered(path));
  const fields = ordered.map((field) => {
    const was = wanted.get(field.name);
    return was === undefined ? field : restoreField(changes, [...path, field.name], field, was);
  });
  return { kind: 'struct', fields };
}

function restoreField(changes: Change[], path: Path, field: StructField, was: StructField): StructField {
  const metadata = restoreMetadata(field.metadata, was.metadata);
  if (saidOf(metadata) !== saidOf(field.metadata)) changes.push(redescribed(path, field.metadata, metadata));
  return { ...field, type: restoreType(changes, path, field.type, was.type), metadata };
}

function restoreType(changes: Change[], path: Path, restored: DataType, was: DataType): DataType {
  if (restored.kind === 'struct' && was.kind === 'struct') return restoreStruct(changes, path, restored, was);
  if (restored.kind === 'array' && was.kind === 'array') {
    const elementType = restoreType(changes, [...path, 'element'], restored.elementType, was.elementType);
    return { ...restored, elementType };
  }
  if (restored.kind === 'map' && was.kind === 'map') {
    const valueType = restoreType(changes, [...path, 'value'], restored.valueType, was.valueType);
    return { ...restored, valueType };
  }
  return restored;
}

function restoreMetadata(now: JsonObject, then: JsonObject): JsonObject {
  const kept = Object.entries(now).filter(([key]) => key.startsWith(BOOKKEEPING));
  const said = Object.entries(then).filter(([key]) => !key.startsWith(BOOKKEEPING));
  return Object.fromEntries([...said, ...kept]);
}

/** Metadata that no operation is about. */
function saidOf(metadata: JsonObject): string {
  const said = Object.entries(metadata).filter(([key]) => key !== COMMENT && !key.startsWith(BOOKKEEPING));
  return printSortedJson(Object.fromEntries(said));
}

function redescribed(path: Path, before: JsonObject, after: JsonObject): Change {
  const sides = { before: saidOf(before), after: saidOf(after) };
  return { rule: 'METADATA_CHANGED', kind: 'METADATA', path, ...sides, verdict: 'NON_BREAKING', reason: '' };
}

function reordered(path: Path): Change {
  return {
    rule: 'FIELD_REORDERED',
    kind: 'ORDER',
    path,
    before: null,
    after: null,
    verdict: 'NON_BREAKING',
    reason: '',
  };
}
