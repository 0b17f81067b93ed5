import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import type { DdlOperation } from '../../ddl/types.ts';
import { typeText } from '../../schema/sql/type-text.ts';
import type { DdlCommand, DdlRecord } from './ddl.types.ts';

/** Keeps a statement beside the version it made. */
export async function insertStatement(
  tx: Transaction,
  made: { readonly datasetId: number; readonly versionId: number; readonly at: Date },
  command: DdlCommand,
  caller: Caller,
): Promise<void> {
  await tx.ddlStatement.create({
    data: {
      datasetId: made.datasetId,
      versionId: made.versionId,
      statement: command.statement,
      operations: command.operations.map(recorded),
      reason: command.reason,
      forced: command.force,
      actorType: caller.actor.type,
      actorName: caller.actor.name,
      createdAt: made.at,
    },
    select: { id: true },
  });
}

/** Statements of a dataset, newest first, below `before`. */
export async function listStatements(
  tx: Transaction,
  datasetId: number,
  before: number | null,
  limit: number,
): Promise<DdlRecord[]> {
  const rows = await tx.ddlStatement.findMany({
    where: { datasetId, ...(before === null ? {} : { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit,
    select: {
      id: true,
      statement: true,
      operations: true,
      forced: true,
      reason: true,
      actorType: true,
      actorName: true,
      createdAt: true,
      version: { select: { version: true } },
    },
  });
  return rows.map(({ actorType, actorName, version, ...row }) => ({
    ...row,
    version: version.version,
    actor: { type: actorType, name: actorName },
  }));
}

/** An operation as JSON that a person can read: types in Spark's text. */
function recorded(operation: DdlOperation) {
  const path = [...operation.path];
  return 'type' in operation
    ? { ...operation, path, type: typeText(operation.type) }
    : { ...operation, path };
}
