import { cursorCodec } from '../../http/cursor.ts';
import { endpoint, type Endpoint } from '../../http/endpoint.ts';
import { z } from '../../http/openapi-zod.ts';
import { accept } from '../../problems.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { appliedEndpoints } from './applied.endpoints.ts';
import { asOfEndpoints } from './as-of.endpoints.ts';
import { evolveEndpoints, type SchemaVersionContext } from './evolve.endpoints.ts';
import { DIFF_EXAMPLES, VERSION_EXAMPLES, VERSION_LIST_EXAMPLES } from './schema-version.examples.ts';
import {
  DiffQuery,
  DiffResponse,
  VersionListQuery,
  VersionListResponse,
  VersionParams,
  VersionResponse,
} from './schema-version.schemas.ts';
import type { SchemaVersion } from './schema-version.types.ts';
import { versionEtag } from './version-etag.service.ts';
import { versionBody } from './version-reply.ts';

const cursors = cursorCodec('schema-versions', z.number().int().positive().max(2_147_483_647));

const active = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/schema/active',
  operationId: 'getActiveSchema',
  tag: 'Schemas',
  summary: 'Read the active schema',
  description:
    'The one schema that holds now. `schema_json` is text for `DataType.fromJson`, `schema` the same as an object. Send the `ETag` back in `If-None-Match` and an unchanged schema costs a 304.',
  permission: 'schema:read',
  givesEtag: true,
  params: DatasetParams,
  responses: {
    200: { description: 'The active version.', schema: VersionResponse, examples: VERSION_EXAMPLES },
  },
  problems: ['DATASET_NOT_FOUND', 'NO_ACTIVE_SCHEMA'],
  handle: async ({ schemaVersions }: SchemaVersionContext, { params }) => {
    const found = await schemaVersions.active(params.dataset);
    return found.ok ? versionReply(found.value) : found;
  },
});

const version = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/schema/versions/{version}',
  operationId: 'getSchemaVersion',
  tag: 'Schemas',
  summary: 'Read one version',
  description:
    'A version by its number, whatever its status: the schema, what changed, who submitted it and why it was decided so.',
  permission: 'schema:read',
  givesEtag: true,
  params: VersionParams,
  responses: { 200: { description: 'The version.', schema: VersionResponse, examples: VERSION_EXAMPLES } },
  problems: ['DATASET_NOT_FOUND', 'VERSION_NOT_FOUND'],
  handle: async ({ schemaVersions }: SchemaVersionContext, { params }) => {
    const found = await schemaVersions.version(params.dataset, params.version);
    return found.ok ? versionReply(found.value) : found;
  },
});

const versions = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/schema/versions',
  operationId: 'listSchemaVersions',
  tag: 'Schemas',
  summary: 'List versions, newest first',
  description:
    'All versions of a dataset, the blocked ones too. A page may hold fewer than `limit` where the schemas are large; go on while there is a `nextCursor`.',
  permission: 'schema:read',
  params: DatasetParams,
  query: VersionListQuery,
  responses: {
    200: { description: 'One page.', schema: VersionListResponse, examples: VERSION_LIST_EXAMPLES },
  },
  problems: ['DATASET_NOT_FOUND', 'INVALID_CURSOR'],
  handle: async ({ schemaVersions }: SchemaVersionContext, { params, query }) => {
    const before = query.cursor === undefined ? accept(null) : cursors.decode(query.cursor);
    if (!before.ok) return before;
    const page = await schemaVersions.versions(params.dataset, {
      status: query.status ?? null,
      applied: query.applied ?? null,
      before: before.value,
      limit: query.limit,
    });
    if (!page.ok) return page;
    const { versions: found, next } = page.value;
    const nextCursor = next === null ? null : cursors.encode(next);
    return { ok: true, status: 200, body: { items: found.map(versionBody), nextCursor } };
  },
});

const diff = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/schema/diff',
  operationId: 'diffSchemaVersions',
  tag: 'Schemas',
  summary: 'Compare two versions',
  description:
    'Every change on the way from one version to another, judged as if the second were declared where the first is active.',
  permission: 'schema:read',
  params: DatasetParams,
  query: DiffQuery,
  responses: { 200: { description: 'The changes.', schema: DiffResponse, examples: DIFF_EXAMPLES } },
  problems: ['DATASET_NOT_FOUND', 'VERSION_NOT_FOUND'],
  handle: async ({ schemaVersions }: SchemaVersionContext, { params, query }) => {
    const found = await schemaVersions.diff(params.dataset, query.from, query.to);
    return found.ok ? { ok: true, status: 200, body: { ...query, ...found.value } } : found;
  },
});

function versionReply(found: SchemaVersion) {
  return { ok: true, status: 200, body: versionBody(found), etag: versionEtag(found) } as const;
}

export const schemaVersionEndpoints: readonly Endpoint<SchemaVersionContext>[] = [
  ...evolveEndpoints,
  active,
  ...asOfEndpoints,
  ...appliedEndpoints,
  versions,
  version,
  diff,
];
