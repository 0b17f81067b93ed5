import type { DdlOperation } from '../../ddl/types.ts';
import { parseAlterTable } from '../../ddl/parse-alter-table.ts';
import { ifMatchFails } from '../../http/etag.ts';
import { accept, refuse, refuseWithFaults, type InputFault, type Outcome } from '../../problems.ts';
import { errorText } from '../../schema/error-text.ts';
import type { SchemaError } from '../../schema/types.ts';
import type { DdlBody } from './ddl.schemas.ts';
import type { DdlCommand } from './ddl.types.ts';
import { operationOf } from './operation-of.ts';
import type { OperationInput } from './operation.schemas.ts';

export interface DdlInput {
  /** As the address of the request has it. */
  readonly dataset: string;
  readonly body: DdlBody;
  readonly ifMatch: readonly string[] | null;
}

/** What a request asks for, parsed; an SQL error points at line and column, a structured one at the operation. */
export function commandOf({ dataset, body, ifMatch }: DdlInput): Outcome<DdlCommand> {
  const { sql, operations, dryRun, force, expectedVersion, reason } = body;
  const isCurrent = (etag: string) => !ifMatchFails(ifMatch, etag);
  const common = {
    dryRun,
    force,
    expectedVersion: expectedVersion ?? null,
    isCurrent,
    reason: reason ?? null,
  };
  if (sql !== undefined && operations === undefined) {
    const parsed = parseAlterTable(sql);
    if (!parsed.ok) return refuseSql(dataset, parsed.errors);
    return accept({ ...parsed.value, statement: sql, ...common });
  }
  if (sql === undefined && operations !== undefined) {
    const parsed = operationsOf(operations);
    if (!parsed.ok) return parsed;
    return accept({
      table: null,
      operations: parsed.value,
      starts: null,
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
    const read = operationOf(input, `/operations/${index}`);
    if (read.ok) operations.push(read.value);
    else errors.push(...read.faults);
  }
  if (errors.length === 0) return accept(operations);
  return refuseWithFaults('INVALID_REQUEST', 'An operation cannot be read.', errors);
}

function refuseSql(dataset: string, errors: readonly SchemaError[]): Outcome<never> {
  const messages = errors.map((error) =>
    errorText(error).replaceAll('/datasets/{dataset}', `/datasets/${encodeURIComponent(dataset)}`),
  );
  return refuse('INVALID_SQL', messages.join(' '), {
    errors: messages.map((message) => ({ in: 'body', path: '/sql', message })),
  });
}
