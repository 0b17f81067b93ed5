import { type Mark, markBelow, marksOf } from '../../evolution/marks.ts';
import type { TableState } from '../../evolution/types.ts';
import { sameTypeIgnoringNullability } from '../../schema/same-type.ts';
import type { ArrayType, DataType, MapType, Path, StructField, StructType } from '../../schema/types.ts';
import { fieldsByLowerName, lowerKey } from '../../schema/walk.ts';
import { commentOf } from '../comment-of.ts';
import type { DdlOperation } from '../types.ts';
import { columnPairs, type IdPair } from './column-pairs.ts';
import { renamesInOrder } from './renames-in-order.ts';

/** A place on the way between two schemas. */
interface Here {
  /** As the operations before have left it. */
  readonly path: Path;
  readonly mark: Mark | undefined;
  readonly ids: IdPair | null;
}

/**
 * The operations that lead from the active schema of a table to another one that it had, each on what those before it
 * left. Columns are found by their ids, else by their names, else by the names they had: a rename is taken back rather
 * than dropped. The order of columns, and metadata beside comments, are not their business. Depth is bounded by
 * SCHEMA_LIMITS.
 */
export function operationsBetween(
  table: TableState,
  before: StructType,
  after: StructType,
  ids: IdPair | null,
): DdlOperation[] {
  const operations: DdlOperation[] = [];
  betweenStructs(operations, { path: [], mark: marksOf(table, []), ids }, before, after);
  return operations;
}

function betweenStructs(operations: DdlOperation[], here: Here, before: StructType, after: StructType): void {
  const pairs = columnPairs(before, after, here.mark, here.ids);
  const taken = new Set(pairs.map(({ was }) => was));
  const paired = new Set(pairs.map(({ field }) => field));
  const at = (name: string) => [...here.path, name];
  const drops = before.fields
    .filter((field) => !taken.has(field))
    .map(({ name }): DdlOperation => ({ op: 'DROP_COLUMN', path: at(name), ifExists: false }));
  // No struct is ever empty: where every column is another, a new one comes before the old ones go.
  const first = pairs.length > 0 ? undefined : after.fields.find(({ name }) => !isNamedIn(before, name));
  const adds = after.fields.filter((field) => !paired.has(field) && field !== first);
  if (first !== undefined) operations.push(add(at(first.name), first));
  // A name has to be free before another column takes it.
  operations.push(...drops);
  const renamed = pairs.filter(({ was, field }) => was.name !== field.name);
  const newNames = renamed.map(({ was, field }) => ({ from: was.name, to: field.name }));
  const names = [...before.fields, ...after.fields].map(({ name }) => name);
  operations.push(...renamesInOrder(here.path, newNames, names));
  operations.push(...adds.map((field) => add(at(field.name), field)));
  for (const { was, field } of pairs) {
    betweenFields(operations, stepInto(here, was.name, field.name), was, field);
  }
}

function isNamedIn(struct: StructType, name: string): boolean {
  return fieldsByLowerName(struct).has(lowerKey(name));
}

/** What comes back is nullable: rows written meanwhile have no value for it. */
function add(path: Path, { type, metadata }: StructField): DdlOperation {
  const comment = commentOf(metadata);
  return {
    op: 'ADD_COLUMN',
    path,
    type,
    nullable: true,
    comment: comment === '' ? null : comment,
    position: null,
    ifNotExists: false,
  };
}

function betweenFields(operations: DdlOperation[], here: Here, was: StructField, field: StructField): void {
  const { path } = here;
  betweenTypes(operations, here, was.type, field.type);
  relate(operations, path, was.nullable, field.nullable);
  const comment = commentOf(field.metadata);
  if (commentOf(was.metadata) !== comment) operations.push({ op: 'ALTER_COMMENT', path, comment });
}

function betweenTypes(operations: DdlOperation[], here: Here, before: DataType, after: DataType): void {
  if (before === after) return;
  if (before.kind === 'struct' && after.kind === 'struct') {
    betweenStructs(operations, here, before, after);
  } else if (before.kind === 'array' && after.kind === 'array') {
    betweenArrays(operations, stepInto(here, 'element', 'element'), before, after);
  } else if (before.kind === 'map' && after.kind === 'map') {
    betweenMaps(operations, stepInto(here, 'value', 'value'), before, after);
  } else if (!sameTypeIgnoringNullability(before, after)) {
    operations.push({ op: 'ALTER_TYPE', path: here.path, type: after });
  }
}

function betweenArrays(operations: DdlOperation[], element: Here, before: ArrayType, after: ArrayType): void {
  betweenTypes(operations, element, before.elementType, after.elementType);
  relate(operations, element.path, before.containsNull, after.containsNull);
}

function betweenMaps(operations: DdlOperation[], value: Here, before: MapType, after: MapType): void {
  betweenTypes(operations, value, before.valueType, after.valueType);
  relate(operations, value.path, before.valueContainsNull, after.valueContainsNull);
}

function relate(operations: DdlOperation[], path: Path, before: boolean, after: boolean): void {
  if (before !== after) operations.push({ op: 'ALTER_NULLABILITY', path, nullable: after });
}

/** Down a step as it is called before, and afterwards. */
function stepInto({ path, mark, ids }: Here, before: string, after: string): Here {
  const [was, is] = [ids?.before.get(before), ids?.after.get(after)];
  return {
    path: [...path, after],
    mark: markBelow(mark, before),
    ids: was === undefined || is === undefined ? null : { before: was.below, after: is.below },
  };
}
