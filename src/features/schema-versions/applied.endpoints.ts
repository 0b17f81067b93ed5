import { endpoint, type Endpoint } from '../../http/endpoint.ts';
import { APPLIED_EXAMPLES, APPLIED_PROBLEM_EXAMPLES, APPLIED_RESULT_EXAMPLES } from './applied.examples.ts';
import { AlreadyApplied, AppliedRequest } from './applied.schemas.ts';
import type { SchemaVersionContext } from './evolve.endpoints.ts';
import { VersionParams, VersionResponse } from './schema-version.schemas.ts';
import { versionEtag } from './version-etag.service.ts';
import { versionBody } from './version-reply.ts';

const acknowledge = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/schema/versions/{version}/applied',
  operationId: 'acknowledgeVersion',
  tag: 'Schemas',
  summary: 'Acknowledge that the table has a version',
  description:
    'Whoever ran the statements of `apply`, or wrote the first batch with a new schema, says so, with the commit of the ' +
    'lake where there is one. Until then the version has `applied: null`; `GET …/schema/versions?applied=false` lists ' +
    'those. Send it again as often as you like: the same commit, or none, writes nothing. A version that was acknowledged ' +
    'without a commit takes one later; another commit than the one on record is refused.',
  permission: 'schema:submit',
  givesEtag: true,
  params: VersionParams,
  body: { schema: AppliedRequest, examples: APPLIED_EXAMPLES, mayBeAbsent: true },
  responses: {
    200: {
      description: 'The version as it is on record now.',
      schema: VersionResponse,
      examples: APPLIED_RESULT_EXAMPLES,
    },
  },
  problems: [
    'DATASET_NOT_FOUND',
    'VERSION_NOT_FOUND',
    'DATASET_ARCHIVED',
    'NEVER_ACTIVE',
    'ALREADY_APPLIED',
    'DATASET_BUSY',
  ],
  problemSchemas: { ALREADY_APPLIED: AlreadyApplied },
  problemExamples: APPLIED_PROBLEM_EXAMPLES,
  handle: async ({ schemaVersions }: SchemaVersionContext, { params, body, caller }) => {
    const { commit, at } = body;
    const command = {
      version: params.version,
      commit: commit ?? null,
      at: at === undefined ? null : new Date(at),
    };
    const found = await schemaVersions.acknowledge(params.dataset, command, caller);
    if (!found.ok) return found;
    return { ok: true, status: 200, body: versionBody(found.value), etag: versionEtag(found.value) };
  },
});

export const appliedEndpoints: readonly Endpoint<SchemaVersionContext>[] = [acknowledge];
