import { aliasesIn, type Mark, markBelow, marksOf } from '../../evolution/marks.ts';
import type { TableState } from '../../evolution/types.ts';
import { sameTypeIgnoringNullability } from '../../schema/same-type.ts';
import type { ArrayType, DataType, MapType, Path, StructField, StructType } from '../../schema/types.ts';
import { fieldsByLowerName, fieldsByName, lowerKey } from '../../schema/walk.ts';
import { commentOf } from '../comment-of.ts';
import type { DdlOperation } from '../types.ts';
import { canBecome } from './can-become.ts';

/** A place on the way between two schemas. */
interface Here {
  /** As the operations before have left it. */
  readonly path: Path;
  readonly mark: Mark | undefined;
}

/**
 * The operations that lead from the active schema of a table to another one that it had, each on what those before it
 * left. Columns are found by their names, else by the names they had: a rename is taken back rather than dropped. The
 * order of columns, and metadata beside comments, are not their business. Depth is bounded by SCHEMA_LIMITS.
 */
export function operationsBetween(table: TableState, before: StructType, after: StructType): DdlOperation[] {
  const operations: DdlOperation[] = [];
  betweenStructs(operations, { path: [], mark: marksOf(table, []) }, before, after);
  return operations;
}

interface Pair {
  readonly was: StructField;
  readonly field: StructField;
}

function betweenStructs(operations: DdlOperation[], here: Here, before: StructType, after: StructType): void {
  const pairs = pairsOf(here, before, after);
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
  for (const { was, field } of pairs) {
    if (was.name !== field.name) operations.push({ op: 'RENAME_COLUMN', path: at(was.name), to: field.name });
  }
  operations.push(...adds.map((field) => add(at(field.name), field)));
  for (const { was, field } of pairs) {
    betweenFields(operations, { path: at(field.name), mark: markBelow(here.mark, was.name) }, was, field);
  }
}

function isNamedIn(struct: StructType, name: string): boolean {
  return fieldsByLowerName(struct).has(lowerKey(name));
}

/** Which column has become which: by name, by a name that it had, or by its name in another case. */
function pairsOf({ mark }: Here, before: StructType, after: StructType): readonly Pair[] {
  const aliases = aliasesIn(mark);
  const [exact, anyCase] = [fieldsByName(before), fieldsByLowerName(before)];
  const wanted = fieldsByName(after);
  const free = new Set(before.fields.filter(({ name }) => !wanted.has(name)));
  return after.fields.flatMap((field): Pair[] => {
    const now = aliases.get(lowerKey(field.name));
    const candidates = [
      exact.get(field.name),
      now === undefined ? undefined : freeOf(free, exact.get(now)),
      freeOf(free, anyCase.get(lowerKey(field.name))?.[0]),
    ];
    const was = candidates.find((each) => each !== undefined && canBecome(each.type, field.type));
    if (was === undefined) return [];
    free.delete(was);
    return [{ was, field }];
  });
}

function freeOf(free: ReadonlySet<StructField>, field: StructField | undefined): StructField | undefined {
  return field !== undefined && free.has(field) ? field : undefined;
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
    betweenArrays(operations, stepInto(here, 'element'), before, after);
  } else if (before.kind === 'map' && after.kind === 'map') {
    betweenMaps(operations, stepInto(here, 'value'), before, after);
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

function stepInto({ path, mark }: Here, step: 'element' | 'value'): Here {
  return { path: [...path, step], mark: markBelow(mark, step) };
}
