import { endpoint, type Endpoint } from '../../http/endpoint.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { AsOfQuery } from './as-of.schemas.ts';
import type { SchemaVersionContext } from './evolve.endpoints.ts';
import { momentOf } from './moment-of.ts';
import { VERSION_EXAMPLES } from './schema-version.examples.ts';
import { VersionResponse } from './schema-version.schemas.ts';
import { versionEtag } from './version-etag.service.ts';
import { versionBody } from './version-reply.ts';

const asOf = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/schema/as-of',
  operationId: 'getSchemaAsOf',
  tag: 'Schemas',
  summary: 'Read the schema as of a time or a commit',
  description:
    'Say either `time` or `commit`. By `time` it is the version that was active then, from its `validFrom` until just ' +
    'before its `validTo`; a time that is still to come is answered with the version that is active now. By `commit` it ' +
    'is the version that the commit brought to the table, the newest where it brought several. Hudi instants are read ' +
    'in UTC unless `zone` says otherwise; a table whose writers never set `hoodie.table.timeline.timezone` names its ' +
    "commits in the zone of the writers' machines, so give the `zone` where that is not UTC.",
  permission: 'schema:read',
  givesEtag: true,
  params: DatasetParams,
  query: AsOfQuery,
  responses: { 200: { description: 'The version.', schema: VersionResponse, examples: VERSION_EXAMPLES } },
  problems: ['DATASET_NOT_FOUND', 'NO_SCHEMA_THEN', 'COMMIT_NOT_FOUND'],
  handle: async ({ schemaVersions }: SchemaVersionContext, { params, query }) => {
    const moment = momentOf(query);
    if (!moment.ok) return moment;
    const found = await schemaVersions.asOf(params.dataset, moment.value);
    if (!found.ok) return found;
    return { ok: true, status: 200, body: versionBody(found.value), etag: versionEtag(found.value) };
  },
});

export const asOfEndpoints: readonly Endpoint<SchemaVersionContext>[] = [asOf];
