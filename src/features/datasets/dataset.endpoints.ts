import { cursorCodec } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { z } from '../../http/openapi-zod.ts';
import { datasetLifecycleEndpoints } from './dataset-lifecycle.endpoints.ts';
import { NAME_LENGTH, NAME_PATTERN } from './dataset-ref.ts';
import { currencyOf, datasetReply } from './dataset-reply.ts';
import {
  PAGE_EXAMPLE,
  PATCH_EXAMPLES,
  PATCHED_EXAMPLE,
  REGISTERED_EXAMPLE,
  REGISTRATION_EXAMPLES,
  SETTINGS_PROBLEM_EXAMPLES,
} from './dataset.examples.ts';
import {
  DatasetPage,
  DatasetParams,
  DatasetResponse,
  PatchDatasetRequest,
  RegisterDatasetRequest,
  SettingRefusals,
} from './dataset.schemas.ts';
import type { DatasetService } from './dataset.service.ts';
import { filterOf, ListDatasetsQuery } from './list-datasets.schemas.ts';
import { presentDataset } from './present-dataset.ts';

export interface DatasetContext {
  readonly datasets: DatasetService;
}

const pageCursor = cursorCodec('datasets', z.string().max(NAME_LENGTH).regex(NAME_PATTERN));

const register = endpoint({
  method: 'post',
  path: '/datasets',
  operationId: 'registerDataset',
  tag: 'Datasets',
  summary: 'Register a dataset',
  description:
    'A dataset is one source (usually a Kafka topic) that feeds one lakehouse table. Its schema comes later: with the first ' +
    'batch that a job submits, or by DDL. Names are unique whatever the case, and never change.',
  permission: 'dataset:write',
  givesEtag: true,
  body: { schema: RegisterDatasetRequest, examples: REGISTRATION_EXAMPLES },
  responses: {
    201: {
      description: 'Registered.',
      schema: DatasetResponse,
      headers: { Location: 'Where the dataset is.' },
      examples: REGISTERED_EXAMPLE,
    },
  },
  problems: ['DATASET_EXISTS'],
  handle: async ({ datasets }: DatasetContext, { body, caller }) => {
    const outcome = await datasets.register(body, caller);
    if (!outcome.ok) return outcome;
    const headers = { Location: `/datasets/${outcome.value.id}` };
    return { ...datasetReply(outcome, 201), headers };
  },
});

const list = endpoint({
  method: 'get',
  path: '/datasets',
  operationId: 'listDatasets',
  tag: 'Datasets',
  summary: 'List and search datasets',
  description:
    'In the order of their names in lower case. Filters add up; archived datasets are left out unless asked for. Follow `nextCursor` until it is null; datasets that are ' +
    'registered meanwhile never make one appear twice or go missing.',
  permission: 'dataset:read',
  query: ListDatasetsQuery,
  responses: { 200: { description: 'One page.', schema: DatasetPage, examples: PAGE_EXAMPLE } },
  problems: ['INVALID_CURSOR'],
  handle: async ({ datasets }: DatasetContext, { query }) => {
    const after = query.cursor === undefined ? null : pageCursor.decode(query.cursor);
    if (after?.ok === false) return after;
    // One more than asked for tells whether there is a next page.
    const found = await datasets.list(filterOf(query), after?.value ?? null, query.limit + 1);
    const items = found.slice(0, query.limit);
    const last = found.length > items.length ? items.at(-1) : undefined;
    const nextCursor = last === undefined ? null : pageCursor.encode(last.name.toLowerCase());
    return { ok: true, status: 200, body: { items: items.map(presentDataset), nextCursor } };
  },
});

const read = endpoint({
  method: 'get',
  path: '/datasets/{dataset}',
  operationId: 'getDataset',
  tag: 'Datasets',
  summary: 'Read a dataset',
  description:
    'By id or name: what a job needs to know before it starts. Answers 304 to an `If-None-Match` that holds the ETag.',
  permission: 'dataset:read',
  params: DatasetParams,
  givesEtag: true,
  responses: {
    200: {
      description: 'The dataset.',
      schema: DatasetResponse,
      examples: REGISTERED_EXAMPLE,
    },
  },
  problems: ['DATASET_NOT_FOUND'],
  handle: async ({ datasets }: DatasetContext, { params }) =>
    datasetReply(await datasets.find(params.dataset)),
});

const patch = endpoint({
  method: 'patch',
  path: '/datasets/{dataset}',
  operationId: 'patchDataset',
  tag: 'Datasets',
  summary: 'Change settings of a dataset',
  description:
    'What the body leaves out stays, null goes back to the default. Lists are replaced as a whole; `table`, `labels`, ' +
    '`properties` and `evolutionPolicy` are changed member by member. Send the ETag that you read as `If-Match`, and ' +
    'nobody overwrites what somebody else changed meanwhile. A patch that changes nothing writes nothing. Name and id never ' +
    'change.\n\n' +
    'Once a schema is active there is a table, and what changes is judged against it. Columns that become keys must be in ' +
    'the schema. What the format keeps in the table or its files cannot be changed by saying so: the table format itself, ' +
    'partition columns (but for ICEBERG), record keys of HUDI. A property that the schema relies on cannot be switched off: ' +
    'column mapping or schema-on-read with columns that were dropped or renamed, an engine that reads widened types. A type ' +
    'hint must agree with a column that is there. `refusals` has a reason for each such setting, and says whether `force` ' +
    'with a `reason` takes it on your word because the table has been written anew.\n\n' +
    'Blocked versions that become harmless by the change are resolved with it.',
  permission: 'dataset:write',
  params: DatasetParams,
  body: { schema: PatchDatasetRequest, examples: PATCH_EXAMPLES },
  takesIfMatch: true,
  givesEtag: true,
  responses: {
    200: {
      description: 'The dataset as it is now.',
      schema: DatasetResponse,
      examples: PATCHED_EXAMPLE,
    },
  },
  problems: [
    'DATASET_NOT_FOUND',
    'PRECONDITION_FAILED',
    'DATASET_ARCHIVED',
    'FORMAT_FIXED',
    'KEY_NOT_IN_SCHEMA',
    'SETTINGS_REFUSED',
    'DATASET_BUSY',
  ],
  problemSchemas: { SETTINGS_REFUSED: SettingRefusals },
  problemExamples: SETTINGS_PROBLEM_EXAMPLES,
  handle: async ({ datasets }: DatasetContext, { params, body, ifMatch, caller }) => {
    const { force, reason = null, ...changes } = body;
    const isCurrent = currencyOf(ifMatch);
    return datasetReply(await datasets.patch({ ...params, changes, force, reason, isCurrent, caller }));
  },
});

export const datasetEndpoints = [register, list, read, patch, ...datasetLifecycleEndpoints] as const;
