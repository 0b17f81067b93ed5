import type { DdlOperation } from '../../ddl/types.ts';
import type { InputFault } from '../../problems.ts';
import { errorText } from '../../schema/error-text.ts';
import { parsePath } from '../../schema/path.ts';
import { parseSqlType } from '../../schema/sql/parse-sql-type.ts';
import type { DataType, Parsed, Path } from '../../schema/types.ts';
import type { OperationInput } from './operation.schemas.ts';

export type ReadOperation =
  | { readonly ok: true; readonly value: DdlOperation }
  | { readonly ok: false; readonly faults: readonly InputFault[] };

type TypedInput = Extract<OperationInput, { type: string }>;
type UntypedInput = Exclude<OperationInput, TypedInput>;

/** An operation of a request with its path and type read; `at` is the JSON pointer to it. */
export function operationOf(input: OperationInput, at: string): ReadOperation {
  const path = pathOf(input.path);
  if (!('type' in input)) {
    return path.ok ? { ok: true, value: untyped(input, path.value) } : refused(faultsOf(path, `${at}/path`));
  }
  const type = parseSqlType(input.type);
  if (path.ok && type.ok) return { ok: true, value: typed(input, path.value, type.value) };
  return refused([...faultsOf(path, `${at}/path`), ...faultsOf(type, `${at}/type`)]);
}

function pathOf(path: string | readonly string[]): Parsed<Path> {
  return typeof path === 'string' ? parsePath(path) : { ok: true, value: path };
}

function refused(faults: readonly InputFault[]): ReadOperation {
  return { ok: false, faults };
}

function faultsOf(parsed: Parsed<unknown>, path: string): InputFault[] {
  return parsed.ok ? [] : parsed.errors.map((error) => ({ in: 'body', path, message: errorText(error) }));
}

function typed(input: TypedInput, path: Path, type: DataType): DdlOperation {
  if (input.op === 'ALTER_TYPE') return { op: input.op, path, type };
  const { op, nullable, comment, position, ifNotExists } = input;
  return {
    op,
    path,
    type,
    nullable: nullable ?? true,
    comment: comment ?? null,
    position: position ?? null,
    ifNotExists: ifNotExists ?? false,
  };
}

function untyped(input: UntypedInput, path: Path): DdlOperation {
  switch (input.op) {
    case 'DROP_COLUMN':
      return { op: input.op, path, ifExists: input.ifExists ?? false };
    case 'RENAME_COLUMN':
      return { op: input.op, path, to: input.to };
    case 'ALTER_NULLABILITY':
      return { op: input.op, path, nullable: input.nullable };
    case 'ALTER_COMMENT':
      return { op: input.op, path, comment: input.comment };
    case 'MOVE_COLUMN':
      return { op: input.op, path, position: input.position };
  }
}
