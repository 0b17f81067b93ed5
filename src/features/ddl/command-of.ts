import type { DdlOperation } from '../../ddl/types.ts';
import { parseAlterTable } from '../../ddl/parse-alter-table.ts';
import { ifMatchFails } from '../../http/etag.ts';
import { accept, refuse, refuseWithFaults, type InputFault, type Outcome } from '../../problems.ts';
import { errorText } from '../../schema/error-text.ts';
import { parsePath } from '../../schema/path.ts';
import { parseSqlType } from '../../schema/sql/parse-sql-type.ts';
import type { Parsed, SchemaError } from '../../schema/types.ts';
import type { DdlBody } from './ddl.schemas.ts';
import type { DdlCommand } from './ddl.types.ts';

type OperationInput = NonNullable<DdlBody['operations']>[number];

/** What a request asks for, parsed; an SQL error points at line and column, a structured one at the operation. */
export function commandOf(body: DdlBody, ifMatch: readonly string[] | null): Outcome<DdlCommand> {
  const { sql, operations, dryRun, expectedVersion, reason } = body;
  const isCurrent = (etag: string) => !ifMatchFails(ifMatch, etag);
  const common = { dryRun, expectedVersion: expectedVersion ?? null, isCurrent, reason: reason ?? null };
  if (sql !== undefined && operations === undefined) {
    const parsed = parseAlterTable(sql);
    return parsed.ok ? accept({ ...parsed.value, statement: sql, ...common }) : refuseSql(parsed.errors);
  }
  if (sql === undefined && operations !== undefined) {
    const parsed = operationsOf(operations);
    if (!parsed.ok) return parsed;
    return accept({
      table: null,
      operations: parsed.value,
      statement: JSON.stringify(operations),
      ...common,
    });
  }
  return refuse('INVALID_REQUEST', 'Give either sql or operations.', {
    errors: [{ in: 'body', path: '', message: 'must have exactly one of sql and operations' }],
  });
}

function operationsOf(inputs: readonly OperationInput[]): Outcome<DdlOperation[]> {
  const operations: DdlOperation[] = [];
  const errors: InputFault[] = [];
  for (const [index, input] of inputs.entries()) {
    const at = `/operations/${index}`;
    const path =
      typeof input.path === 'string' ? parsePath(input.path) : { ok: true as const, value: input.path };
    const type = input.op === 'ADD_COLUMN' ? parseSqlType(input.type) : null;
    errors.push(...faultsOf(path, `${at}/path`), ...(type === null ? [] : faultsOf(type, `${at}/type`)));
    if (!path.ok) continue;
    if (input.op === 'DROP_COLUMN') {
      operations.push({ op: 'DROP_COLUMN', path: path.value, ifExists: input.ifExists });
    } else if (type?.ok === true) {
      const { nullable, comment, ifNotExists } = input;
      operations.push({
        op: 'ADD_COLUMN',
        path: path.value,
        type: type.value,
        nullable,
        comment: comment ?? null,
        position: null,
        ifNotExists,
      });
    }
  }
  if (errors.length === 0) return accept(operations);
  return refuseWithFaults('INVALID_REQUEST', 'An operation cannot be read.', errors);
}

function faultsOf(parsed: Parsed<unknown>, path: string): InputFault[] {
  return parsed.ok ? [] : parsed.errors.map((error) => ({ in: 'body', path, message: errorText(error) }));
}

function refuseSql(errors: readonly SchemaError[]): Outcome<never> {
  const detail = errors.map(errorText).join(' ');
  return refuse('INVALID_SQL', detail, {
    errors: errors.map((error) => ({ in: 'body', path: '/sql', message: errorText(error) })),
  });
}
