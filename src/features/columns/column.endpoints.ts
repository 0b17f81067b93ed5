import { cursorCodec } from '../../http/cursor.ts';
import { endpoint, type Endpoint } from '../../http/endpoint.ts';
import { z } from '../../http/openapi-zod.ts';
import { accept, refuse, type Outcome } from '../../problems.ts';
import { errorText } from '../../schema/error-text.ts';
import { parsePath } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { COLUMN_HISTORY_EXAMPLES, COLUMN_LIST_EXAMPLES } from './column.examples.ts';
import {
  ColumnHistoryQuery,
  ColumnHistoryResponse,
  ColumnListQuery,
  ColumnListResponse,
  ColumnParams,
} from './column.schemas.ts';
import type { ColumnService } from './column.service.ts';
import { positionOf, START_LENGTH } from './column-position.ts';
import { presentColumn, presentHistory } from './present-column.ts';

export interface ColumnContext {
  readonly columns: ColumnService;
}

const positions = cursorCodec(
  'columns',
  z.object({ start: z.string().max(START_LENGTH), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
);

const versions = cursorCodec('column-history', z.number().int().positive().max(2_147_483_647));

const list = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/columns',
  operationId: 'listColumns',
  tag: 'Columns',
  summary: 'List every column there ever was',
  description:
    'The columns of the active schema and those that were dropped or renamed, nested ones too: who dropped one and why, ' +
    'whether batches still bring it, and what is known of it beyond its type. In the order of their paths whatever the ' +
    'case, parents just before what they hold. What was a part of a dropped column is listed as dropped with it. A page ' +
    'may hold fewer than `limit` where types are large; go on while there is a `nextCursor`. A dataset without a schema ' +
    'has no columns.',
  permission: 'schema:read',
  params: DatasetParams,
  query: ColumnListQuery,
  responses: {
    200: { description: 'One page.', schema: ColumnListResponse, examples: COLUMN_LIST_EXAMPLES },
  },
  problems: ['DATASET_NOT_FOUND', 'INVALID_CURSOR'],
  handle: async ({ columns }: ColumnContext, { params, query }) => {
    const after = query.cursor === undefined ? accept(null) : positions.decode(query.cursor);
    if (!after.ok) return after;
    const filter = { status: query.status ?? null, search: query.search ?? null };
    const found = await columns.list(params.dataset, filter, { after: after.value, limit: query.limit });
    if (!found.ok) return found;
    const { columns: page, more } = found.value;
    const last = more ? page.at(-1) : undefined;
    const nextCursor = last === undefined ? null : positions.encode(positionOf(last.pathText));
    return { ok: true, status: 200, body: { items: page.map(presentColumn), nextCursor } };
  },
});

const history = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/columns/{column}/history',
  operationId: 'listColumnHistory',
  tag: 'Columns',
  summary: 'History of one column, newest first',
  description:
    'The versions that changed a column, what it holds or what it is a part of: who, when, why and what. A column is ' +
    'found in any case of letters, gone or not; one that was renamed has one history under all its names. A page may ' +
    'hold fewer than `limit` where the changes are many; go on while there is a `nextCursor`.',
  permission: 'schema:read',
  params: ColumnParams,
  query: ColumnHistoryQuery,
  responses: {
    200: { description: 'One page.', schema: ColumnHistoryResponse, examples: COLUMN_HISTORY_EXAMPLES },
  },
  problems: ['DATASET_NOT_FOUND', 'COLUMN_NOT_FOUND', 'INVALID_CURSOR'],
  handle: async ({ columns }: ColumnContext, { params, query }) => {
    const path = pathOf(params.column);
    if (!path.ok) return path;
    const before = query.cursor === undefined ? accept(null) : versions.decode(query.cursor);
    if (!before.ok) return before;
    const page = { before: before.value, limit: query.limit };
    const found = await columns.history(params.dataset, path.value, page);
    if (!found.ok) return found;
    const { entries, more } = found.value;
    const last = more ? entries.at(-1) : undefined;
    const nextCursor = last === undefined ? null : versions.encode(last.version);
    return { ok: true, status: 200, body: { items: entries.map(presentHistory), nextCursor } };
  },
});

export const columnEndpoints: readonly Endpoint<ColumnContext>[] = [list, history];

function pathOf(text: string): Outcome<Path> {
  const parsed = parsePath(text);
  if (parsed.ok) return accept(parsed.value);
  const message = parsed.errors.map(errorText).join('; ');
  return refuse('INVALID_REQUEST', `The column cannot be read as a path: ${message}.`, {
    errors: [{ in: 'path', path: '/column', message }],
  });
}
