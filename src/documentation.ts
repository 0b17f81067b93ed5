import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { Documentation } from './features/service/service.endpoints.ts';
import type { Endpoint } from './http/endpoint.ts';
import { openApiDocument } from './http/openapi-document.ts';
import { PROBLEMS } from './problems.ts';
import { readVersion } from './project-root.ts';

const DESCRIPTION = `Registers datasets, versions their schemas, and tells every ingestion job whether a batch may be written.

A job sends the schema of each batch to \`POST /datasets/{dataset}/schema/evolve\`. 200: go on, and project the batch to
\`effectiveSchema\`. 409 \`BREAKING_SCHEMA_CHANGE\`: stop; nothing that readers see has changed.

* \`{dataset}\` is a dataset's id or its name.
* Refusals are problem documents (RFC 9457): decide by \`code\`; \`errors\` names each fault of an invalid input.
* Lists are pages: pass \`nextCursor\` on as \`cursor\` until it is null.
* Every answer carries \`X-Request-Id\`; send your own to find a request again in the log.
* Where the service runs with an API key, send it as \`Authorization: Bearer\` or as \`X-API-Key\`.

<details><summary>The codes of refusals</summary>

${problemTable()}

</details>`;

const TAGS = [
  { name: 'Datasets', description: 'What is ingested, from where, into which table.' },
  { name: 'Schemas', description: 'Submit the schema of a batch; read verdicts and versions.' },
  { name: 'Columns', description: 'Every column that a dataset has or had.' },
  {
    name: 'Decisions',
    description: 'What people decide about blocked versions; the way back to an earlier schema.',
  },
  { name: 'DDL', description: 'Deliberate changes of columns by people.' },
  { name: 'Renderings', description: 'Schemas in the words of engines and other systems.' },
  { name: 'Events', description: 'Everything that happened, in order.' },
  { name: 'Service', description: 'Health, metrics and this description.' },
];

function problemTable(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`,
  );
  return ['| code | status | meaning |', '|---|---|---|', ...rows].join('\n');
}

/** Built when it is first asked for: most processes of a test never are. */
export function createDocumentation(endpoints: readonly Endpoint<never>[]): Documentation {
  const version = readVersion();
  const build = once(() =>
    openApiDocument(endpoints, { title: 'Metastore', version, description: DESCRIPTION, tags: TAGS }),
  );
  const json = once(() => JSON.stringify(build(), null, 2));
  return {
    version,
    json,
    yaml: once(() => stringify(build(), { aliasDuplicateObjects: false, lineWidth: 110, version: '1.1' })),
    etag: once(() => createHash('sha256').update(json()).digest('hex').slice(0, 32)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
