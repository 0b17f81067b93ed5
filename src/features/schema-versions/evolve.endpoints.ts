import { endpoint, type Endpoint } from '../../http/endpoint.ts';
import { z } from '../../http/openapi-zod.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { batchOf, isBareOpinion } from './batch-of.ts';
import {
  BREAKING_EXAMPLE,
  COMPARE_EXAMPLES,
  EVOLVE_EXAMPLES,
  SUBMISSION_EXAMPLES,
} from './evolve.examples.ts';
import {
  BreakingExtension,
  CompareResponse,
  EvolveResponse,
  RecordedResponse,
  SubmissionRequest,
} from './evolve.schemas.ts';
import type { SchemaVersionService } from './schema-version.service.ts';
import { structBody } from './version-reply.ts';

export interface SchemaVersionContext {
  readonly schemaVersions: SchemaVersionService;
}

const evolve = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/schema/evolve',
  operationId: 'evolveSchema',
  tag: 'Schemas',
  summary: "Submit a batch's schema",
  description:
    'Asks whether a batch with this schema may be written to the table, and remembers the answer. 200: go on, and project the batch to `effectiveSchema` by `projection`. 409 `BREAKING_SCHEMA_CHANGE`: stop; nothing that readers see has changed, and a blocked version records the problem. A job that does not heed the 409 is not protected.',
  permission: 'schema:submit',
  params: DatasetParams,
  body: { schema: SubmissionRequest, examples: SUBMISSION_EXAMPLES, losslessNumbers: true },
  responses: {
    200: {
      description: 'Accepted, already known, or an opinion recorded.',
      schema: z.union([EvolveResponse, RecordedResponse]),
      examples: EVOLVE_EXAMPLES,
    },
  },
  problems: [
    'INVALID_SCHEMA',
    'DATASET_NOT_FOUND',
    'DATASET_ARCHIVED',
    'BREAKING_SCHEMA_CHANGE',
    'DATASET_BUSY',
  ],
  problemSchemas: { BREAKING_SCHEMA_CHANGE: BreakingExtension },
  problemExamples: { BREAKING_SCHEMA_CHANGE: BREAKING_EXAMPLE },
  handle: async ({ schemaVersions }: SchemaVersionContext, { params, body, caller }) => {
    if (isBareOpinion(body)) {
      const recorded = await schemaVersions.recordOpinion(params.dataset, body.source, caller);
      return recorded.ok ? { ok: true, status: 200, body: { status: 'recorded' } } : recorded;
    }
    const batch = batchOf(body);
    if (!batch.ok) return batch;
    const answer = await schemaVersions.evolve(params.dataset, batch.value, caller);
    if (!answer.ok) return answer;
    const effectiveSchema = structBody(answer.value.effectiveSchema);
    return { ok: true, status: 200, body: { status: 'success', ...answer.value, effectiveSchema } };
  },
});

const compare = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/schema/compare',
  operationId: 'compareSchema',
  tag: 'Schemas',
  summary: 'Ask for a verdict without submitting',
  description: 'Takes the same as evolve and gives the same verdict, always with 200; nothing is written.',
  permission: 'schema:read',
  params: DatasetParams,
  body: { schema: SubmissionRequest, examples: SUBMISSION_EXAMPLES, losslessNumbers: true },
  responses: { 200: { description: 'The verdict.', schema: CompareResponse, examples: COMPARE_EXAMPLES } },
  problems: ['INVALID_SCHEMA', 'DATASET_NOT_FOUND', 'DATASET_ARCHIVED', 'DATASET_BUSY'],
  handle: async ({ schemaVersions }: SchemaVersionContext, { params, body }) => {
    const batch = batchOf(body);
    if (!batch.ok) return batch;
    const answer = await schemaVersions.compare(params.dataset, batch.value);
    if (!answer.ok) return answer;
    return {
      ok: true,
      status: 200,
      body: { ...answer.value, effectiveSchema: structBody(answer.value.effectiveSchema) },
    };
  },
});

export const evolveEndpoints: readonly Endpoint<SchemaVersionContext>[] = [evolve, compare];
