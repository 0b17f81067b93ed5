import { endpoint, type Endpoint } from '../../http/endpoint.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { VersionParams } from '../schema-versions/schema-version.schemas.ts';
import { renderedReply, renderingBody, sqlBody } from './present-rendering.ts';
import { CHANGE_EXAMPLES, REGISTRATION_EXAMPLES, RENDERING_EXAMPLES } from './rendering.examples.ts';
import {
  RegisterQuery,
  RegistrationResponse,
  RenderDiffQuery,
  RenderedChangeResponse,
  RenderedVersionResponse,
  RenderQuery,
} from './rendering.schemas.ts';
import type { RenderingService } from './rendering.service.ts';

export interface RenderingContext {
  readonly renderings: RenderingService;
}

const responses = {
  200: { description: 'The text.', schema: RenderedVersionResponse, examples: RENDERING_EXAMPLES },
};

const active = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/schema/active/render',
  operationId: 'renderActiveSchema',
  tag: 'Renderings',
  summary: 'Render the active schema for an engine',
  description:
    'The active version as CREATE TABLE of an engine, or as the JSON of another system, with the layout, location and ' +
    'properties that the dataset has now. What the engine has no type or no name for is left out and told in `warnings`.',
  permission: 'schema:read',
  givesEtag: true,
  params: DatasetParams,
  query: RenderQuery,
  responses,
  problems: ['DATASET_NOT_FOUND', 'NO_ACTIVE_SCHEMA'],
  handle: async ({ renderings }: RenderingContext, { params, query }) => {
    const found = await renderings.version(params.dataset, 'ACTIVE', query.as);
    if (!found.ok) return found;
    return renderedReply({ version: found.value.version, ...renderingBody(found.value) });
  },
});

const version = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/schema/versions/{version}/render',
  operationId: 'renderSchemaVersion',
  tag: 'Renderings',
  summary: 'Render a version for an engine',
  description:
    'A version by its number, whatever its status, as CREATE TABLE of an engine or as the JSON of another system. Of one ' +
    'that never was active the warning NEVER_ACTIVE says that it is not what the table is. A ' +
    'statement that would make another table than it should (partitioned by a column that the job adds, without its ' +
    'location) comes as a comment, with what has to be filled in.',
  permission: 'schema:read',
  givesEtag: true,
  params: VersionParams,
  query: RenderQuery,
  responses,
  problems: ['DATASET_NOT_FOUND', 'VERSION_NOT_FOUND'],
  handle: async ({ renderings }: RenderingContext, { params, query }) => {
    const found = await renderings.version(params.dataset, params.version, query.as);
    if (!found.ok) return found;
    return renderedReply({ version: found.value.version, ...renderingBody(found.value) });
  },
});

const change = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/schema/diff/render',
  operationId: 'renderSchemaDiff',
  tag: 'Renderings',
  summary: 'Render the way between two versions',
  description:
    'ALTER TABLE of an engine from one version to another, forwards or backwards: drops, renames, additions and changes in ' +
    'an order that works. A column that was renamed on the way is renamed; one that was dropped and added again is dropped ' +
    'and added. What the engine cannot do is a comment that says what to do instead. Both versions have to be ones that are ' +
    'or were active: NEVER_ACTIVE refuses the others.',
  permission: 'schema:read',
  givesEtag: true,
  params: DatasetParams,
  query: RenderDiffQuery,
  responses: { 200: { description: 'The text.', schema: RenderedChangeResponse, examples: CHANGE_EXAMPLES } },
  problems: ['DATASET_NOT_FOUND', 'VERSION_NOT_FOUND', 'NEVER_ACTIVE'],
  handle: async ({ renderings }: RenderingContext, { params, query }) => {
    const { from, to, as } = query;
    const found = await renderings.change(params.dataset, from, to, as);
    return found.ok ? renderedReply({ from, to, ...sqlBody(found.value) }) : found;
  },
});

const register = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/schema/active/register',
  operationId: 'renderRegistration',
  tag: 'Renderings',
  summary: 'Tell an engine of a table in storage',
  description:
    'What makes an engine know a table that is there already: for Trino `CALL system.register_table` (Delta, Iceberg) or ' +
    'an external table and its partitions (Parquet); for Hive an external table; for Spark its location; for Flink the ' +
    'topic as a source, the table as a sink and the INSERT between them.',
  permission: 'schema:read',
  givesEtag: true,
  params: DatasetParams,
  query: RegisterQuery,
  responses: {
    200: { description: 'The text.', schema: RegistrationResponse, examples: REGISTRATION_EXAMPLES },
  },
  problems: ['DATASET_NOT_FOUND', 'NO_ACTIVE_SCHEMA'],
  handle: async ({ renderings }: RenderingContext, { params, query }) => {
    const found = await renderings.registration(params.dataset, query.as);
    return found.ok ? renderedReply({ version: found.value.version, ...sqlBody(found.value) }) : found;
  },
});

export const renderingEndpoints: readonly Endpoint<RenderingContext>[] = [active, version, change, register];
