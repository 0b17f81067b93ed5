import { endpoint } from '../../http/endpoint.ts';
import { z } from '../../http/openapi-zod.ts';
import { currencyOf, datasetReply } from './dataset-reply.ts';
import { NAME_LENGTH } from './dataset-ref.ts';
import {
  ARCHIVE_EXAMPLES,
  ARCHIVED_EXAMPLE,
  PAUSE_EXAMPLES,
  PAUSED_EXAMPLE,
  RESTORE_EXAMPLES,
  RESUME_EXAMPLES,
  RESUMED_EXAMPLE,
} from './dataset-lifecycle.examples.ts';
import { DatasetParams, DatasetResponse, PauseRequest, WithReason } from './dataset.schemas.ts';
import type { DatasetService } from './dataset.service.ts';

export interface DatasetLifecycleContext {
  readonly datasets: DatasetService;
}

const REPEATED = 'Doing it again answers 200 and changes nothing.';

const pause = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/pause',
  operationId: 'pauseDataset',
  tag: 'Datasets',
  summary: 'Ask the jobs to wait',
  description:
    'Jobs and orchestrators read `paused` and its reason with the dataset, and wait. The service itself goes on answering ' +
    `them. ${REPEATED} Another reason takes the place of the one before. The same by PATCH: \`paused\` and \`pausedReason\`.`,
  permission: 'dataset:write',
  params: DatasetParams,
  body: { schema: PauseRequest, examples: PAUSE_EXAMPLES },
  takesIfMatch: true,
  givesEtag: true,
  responses: {
    200: { description: 'The dataset, paused.', schema: DatasetResponse, examples: PAUSED_EXAMPLE },
  },
  problems: ['DATASET_NOT_FOUND', 'PRECONDITION_FAILED', 'DATASET_ARCHIVED'],
  handle: async ({ datasets }: DatasetLifecycleContext, { params, body: { reason }, ifMatch, caller }) =>
    datasetReply(await datasets.pause({ ...params, reason, isCurrent: currencyOf(ifMatch), caller })),
});

const resume = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/resume',
  operationId: 'resumeDataset',
  tag: 'Datasets',
  summary: 'Let the jobs go on',
  description: `Ends a pause, and its reason with it. ${REPEATED}`,
  permission: 'dataset:write',
  params: DatasetParams,
  body: { schema: WithReason, examples: RESUME_EXAMPLES, mayBeAbsent: true },
  takesIfMatch: true,
  givesEtag: true,
  responses: {
    200: { description: 'The dataset, not paused.', schema: DatasetResponse, examples: RESUMED_EXAMPLE },
  },
  problems: ['DATASET_NOT_FOUND', 'PRECONDITION_FAILED', 'DATASET_ARCHIVED'],
  handle: async (
    { datasets }: DatasetLifecycleContext,
    { params, body: { reason = null }, ifMatch, caller },
  ) => datasetReply(await datasets.resume({ ...params, reason, isCurrent: currencyOf(ifMatch), caller })),
});

const archive = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/archive',
  operationId: 'archiveDataset',
  tag: 'Datasets',
  summary: 'Take a dataset out of use',
  description:
    'An archived dataset can be read, its versions too; whatever would change it is a 409 `DATASET_ARCHIVED`, so a job that ' +
    'still submits is refused. Lists leave it out unless asked (`archived=true`), and its name stays taken. Restore takes it ' +
    `into use again as it was. ${REPEATED}`,
  permission: 'dataset:write',
  params: DatasetParams,
  body: { schema: WithReason, examples: ARCHIVE_EXAMPLES, mayBeAbsent: true },
  takesIfMatch: true,
  givesEtag: true,
  responses: {
    200: { description: 'The dataset, archived.', schema: DatasetResponse, examples: ARCHIVED_EXAMPLE },
  },
  problems: ['DATASET_NOT_FOUND', 'PRECONDITION_FAILED'],
  handle: async (
    { datasets }: DatasetLifecycleContext,
    { params, body: { reason = null }, ifMatch, caller },
  ) => datasetReply(await datasets.archive({ ...params, reason, isCurrent: currencyOf(ifMatch), caller })),
});

const restore = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/restore',
  operationId: 'restoreDataset',
  tag: 'Datasets',
  summary: 'Take an archived dataset into use again',
  description: `With the settings, the schema and the history that it had. ${REPEATED}`,
  permission: 'dataset:write',
  params: DatasetParams,
  body: { schema: WithReason, examples: RESTORE_EXAMPLES, mayBeAbsent: true },
  takesIfMatch: true,
  givesEtag: true,
  responses: {
    200: { description: 'The dataset, in use.', schema: DatasetResponse, examples: RESUMED_EXAMPLE },
  },
  problems: ['DATASET_NOT_FOUND', 'PRECONDITION_FAILED'],
  handle: async (
    { datasets }: DatasetLifecycleContext,
    { params, body: { reason = null }, ifMatch, caller },
  ) => datasetReply(await datasets.restore({ ...params, reason, isCurrent: currencyOf(ifMatch), caller })),
});

const PurgeQuery = z.strictObject({
  confirm: z.string().max(NAME_LENGTH).openapi({
    description: 'The name of the dataset, as it is written there: nothing brings it back.',
    example: 'orders',
  }),
  reason: z.string().min(1).max(1024).optional().openapi({ description: 'Why; kept with the event.' }),
});

const purge = endpoint({
  method: 'delete',
  path: '/datasets/{dataset}',
  operationId: 'purgeDataset',
  tag: 'Datasets',
  summary: 'Delete an archived dataset for good',
  description:
    'With all its versions, columns and statements. Only its events stay, and are found by its name: ' +
    '`GET /events?dataset=…`. The name is free again at once. A dataset in use is refused: archive it first. The table ' +
    'itself, in the lake, is not touched.',
  permission: 'dataset:write',
  params: DatasetParams,
  query: PurgeQuery,
  takesIfMatch: true,
  responses: { 204: { description: 'Deleted.' } },
  problems: ['DATASET_NOT_FOUND', 'PRECONDITION_FAILED', 'DATASET_NOT_ARCHIVED'],
  handle: async (
    { datasets }: DatasetLifecycleContext,
    { params, query: { confirm, reason = null }, ifMatch, caller },
  ) => {
    const isCurrent = currencyOf(ifMatch);
    const outcome = await datasets.purge({ ...params, confirm, reason, isCurrent, caller });
    return outcome.ok ? { ok: true, status: 204 } : outcome;
  },
});

export const datasetLifecycleEndpoints = [pause, resume, archive, restore, purge] as const;
