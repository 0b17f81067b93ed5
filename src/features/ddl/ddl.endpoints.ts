import { cursorCodec } from '../../http/cursor.ts';
import { endpoint, type Endpoint } from '../../http/endpoint.ts';
import { z } from '../../http/openapi-zod.ts';
import { pageShape } from '../../http/paging.ts';
import { accept } from '../../problems.ts';
import { structToJson } from '../../schema/print-json.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { VersionConflict } from '../schema-versions/version-conflict.schemas.ts';

import { commandOf } from './command-of.ts';
import {
  DDL_EXAMPLES,
  DDL_HISTORY_EXAMPLES,
  DDL_PROBLEM_EXAMPLES,
  DDL_RESULT_EXAMPLES,
} from './ddl.examples.ts';
import { DdlHistoryResponse, DdlRefusals, DdlRequest, DdlResponse } from './ddl.schemas.ts';
import type { DdlService } from './ddl.service.ts';
import type { DdlRecord } from './ddl.types.ts';
import { RecordedOperations } from './operation.schemas.ts';

export interface DdlContext {
  readonly ddl: DdlService;
}

const cursors = cursorCodec('ddl', z.number().int().positive().max(2_147_483_647));

const execute = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/ddl',
  operationId: 'executeDdl',
  tag: 'DDL',
  summary: 'Change columns',
  description:
    'A deliberate change of the active schema, as Spark SQL or as operations; several at once are one new version or none, and what all of them together leave as it was is no change. ' +
    'A dropped column leaves a tombstone and a renamed one an alias: jobs that still send it go on, and do not bring it back. ' +
    'What breaks readers (another name, a type that old values do not fit, NOT NULL) needs `force` with a `reason`, and is BREAKING. ' +
    '`dryRun` shows the result. `If-Match` (the ETag of the active schema) and `expectedVersion` refuse to act on a schema that has moved.',
  permission: 'schema:admin',
  params: DatasetParams,
  body: { schema: DdlRequest, examples: DDL_EXAMPLES },
  takesIfMatch: true,
  responses: {
    200: {
      description: 'Applied, rehearsed, or nothing to do.',
      schema: DdlResponse,
      examples: DDL_RESULT_EXAMPLES,
    },
  },
  problems: [
    'INVALID_SQL',
    'DATASET_NOT_FOUND',
    'NO_ACTIVE_SCHEMA',
    'DATASET_ARCHIVED',
    'DDL_REFUSED',
    'VERSION_CONFLICT',
    'PRECONDITION_FAILED',
    'DATASET_BUSY',
  ],
  problemSchemas: {
    DDL_REFUSED: DdlRefusals,
    VERSION_CONFLICT: VersionConflict,
  },
  problemExamples: DDL_PROBLEM_EXAMPLES,
  handle: async ({ ddl }: DdlContext, { params, body, ifMatch, caller }) => {
    const command = commandOf({ dataset: params.dataset, body, ifMatch });
    if (!command.ok) return command;
    const answer = await ddl.execute(params.dataset, command.value, caller);
    if (!answer.ok) return answer;
    return { ok: true, status: 200, body: { ...answer.value, schema: structToJson(answer.value.schema) } };
  },
});

const history = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/ddl',
  operationId: 'listDdl',
  tag: 'DDL',
  summary: 'History of DDL, newest first',
  description:
    'Every statement that changed the columns, what it was read as, who sent it, why, whether it was forced, and the version it made.',
  permission: 'schema:read',
  params: DatasetParams,
  query: z.strictObject(pageShape),
  responses: {
    200: { description: 'One page.', schema: DdlHistoryResponse, examples: DDL_HISTORY_EXAMPLES },
  },
  problems: ['DATASET_NOT_FOUND', 'INVALID_CURSOR'],
  handle: async ({ ddl }: DdlContext, { params, query }) => {
    const before = query.cursor === undefined ? accept(null) : cursors.decode(query.cursor);
    if (!before.ok) return before;
    const found = await ddl.history(params.dataset, before.value, query.limit + 1);
    if (!found.ok) return found;
    const page = found.value.slice(0, query.limit);
    const last = page.at(-1);
    const nextCursor =
      found.value.length > page.length && last !== undefined ? cursors.encode(last.id) : null;
    const items = page.map((record) => ({
      ...record,
      operations: operationsIn(record),
      createdAt: record.createdAt.toISOString(),
    }));
    return { ok: true, status: 200, body: { items, nextCursor } };
  },
});

/** The first releases kept another form, of which the statement has to be enough. */
function operationsIn({ operations }: DdlRecord) {
  const read = RecordedOperations.safeParse(operations);
  return read.success ? read.data : [];
}

export const ddlEndpoints: readonly Endpoint<DdlContext>[] = [execute, history];
