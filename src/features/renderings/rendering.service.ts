import { accept, type Outcome } from '../../problems.ts';
import { avroSchema } from '../../rendering/documents/avro-schema.ts';
import { icebergSchema } from '../../rendering/documents/iceberg-schema.ts';
import { jsonSchema } from '../../rendering/documents/json-schema.ts';
import { registerTable } from '../../rendering/register-table.ts';
import { renderChange, renderTable } from '../../rendering/render-engine.ts';
import type { Engine, Line, Rendering, RenderingWarning } from '../../rendering/types.ts';
import { datasetNotFound, findDataset } from '../datasets/dataset.service.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { neverActive, refuseNeverActive, wasActive } from '../schema-versions/never-active.service.ts';
import { activeVersionOf, schemaOf, versionOf } from '../schema-versions/open-versions.service.ts';
import { addressed } from '../schema-versions/remediation.service.ts';
import type { SchemaVersion } from '../schema-versions/schema-version.types.ts';
import { tableSpecOf } from '../schema-versions/table-spec.service.ts';
import type { SchemaVersionDependencies } from '../schema-versions/target.service.ts';
import { icebergVersion, identifiedPair } from '../schema-versions/version-history.service.ts';
import type { RenderedSql, RenderedVersion, RenderingForm } from './rendering.types.ts';

/** Which version to render: a number, or the active one. */
export type VersionChoice = number | 'ACTIVE';

export interface RenderingService {
  /** A version as CREATE TABLE, or as the JSON of another system. */
  version(ref: string, version: VersionChoice, as: RenderingForm): Promise<Outcome<RenderedVersion>>;
  /** The way from one version to another as ALTER TABLE. */
  change(ref: string, from: number, to: number, as: Engine): Promise<Outcome<RenderedSql>>;
  /** What makes an engine know the table, by the active version. */
  registration(ref: string, as: Engine): Promise<Outcome<RenderedSql & { readonly version: number }>>;
}

export function createRenderingService(deps: SchemaVersionDependencies): RenderingService {
  return {
    version: async (ref, choice, as) => {
      const chosen = await choose(deps, ref, choice);
      return chosen.ok ? accept(await renderVersion(deps, chosen.value, as)) : chosen;
    },
    change: (ref, from, to, as) => renderBetween(deps, ref, from, to, as),
    registration: async (ref, as) => {
      const chosen = await choose(deps, ref, 'ACTIVE');
      if (!chosen.ok) return chosen;
      const { dataset, version } = chosen.value;
      const schema = await schemaOf(deps, deps.database.prisma, version);
      const rendering = toDataset(registerTable(as, schema, tableSpecOf(dataset)), dataset);
      return accept({ as, version: version.version, ...rendering });
    },
  };
}

interface Chosen {
  readonly dataset: Dataset;
  readonly version: SchemaVersion;
}

async function choose(
  deps: SchemaVersionDependencies,
  ref: string,
  choice: VersionChoice,
): Promise<Outcome<Chosen>> {
  const tx = deps.database.prisma;
  const dataset = await findDataset(tx, ref);
  if (dataset === null) return datasetNotFound(ref);
  if (choice !== 'ACTIVE') {
    const found = await versionOf(tx, dataset, choice);
    return found.ok ? accept({ dataset, version: found.value }) : found;
  }
  const active = await activeVersionOf(tx, dataset);
  return active.ok ? accept({ dataset, version: active.value }) : active;
}

async function renderVersion(
  deps: SchemaVersionDependencies,
  { dataset, version }: Chosen,
  as: RenderingForm,
): Promise<RenderedVersion> {
  const schema = await schemaOf(deps, deps.database.prisma, version);
  const spec = tableSpecOf(dataset);
  const number = version.version;
  const told = (warnings: readonly RenderingWarning[]) => [
    ...notTheTable(version),
    ...addressedWarnings(warnings, dataset),
  ];
  switch (as) {
    case 'ICEBERG': {
      const { document, warnings } = icebergSchema(await icebergVersion(deps, version), schema, spec);
      return { as, version: number, document, warnings: told(warnings) };
    }
    case 'AVRO':
    case 'JSON_SCHEMA': {
      const { document, warnings } = (as === 'AVRO' ? avroSchema : jsonSchema)(schema, spec);
      return { as, version: number, document, warnings: told(warnings) };
    }
    default: {
      const { lines, warnings } = renderTable(as, schema, spec);
      return { as, version: number, lines: addressedLines(lines, dataset), warnings: told(warnings) };
    }
  }
}

async function renderBetween(
  deps: SchemaVersionDependencies,
  ref: string,
  from: number,
  to: number,
  as: Engine,
): Promise<Outcome<RenderedSql>> {
  const tx = deps.database.prisma;
  const dataset = await findDataset(tx, ref);
  if (dataset === null) return datasetNotFound(ref);
  const [before, after] = [await versionOf(tx, dataset, from), await versionOf(tx, dataset, to)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const so = addressed(NO_WAY, dataset);
  const refusal = refuseNeverActive(before.value, so) ?? refuseNeverActive(after.value, so);
  if (refusal !== null) return refusal;
  const pair = await identifiedPair(deps, before.value, after.value);
  return accept({ as, ...toDataset(renderChange(as, ...pair, tableSpecOf(dataset)), dataset) });
}

const NO_WAY =
  ', and to run the way from or to it would make the table what nobody decided. Give a version that is ACTIVE or OBSOLETE; GET /datasets/{dataset}/schema/diff shows what is different.';

/** A version that was never active shows what the table would be. */
function notTheTable(version: SchemaVersion): RenderingWarning[] {
  if (wasActive(version)) return [];
  const message = `${neverActive(version)}. This is what the table would be, not what it is.`;
  return [{ code: 'NEVER_ACTIVE', path: null, message }];
}

/** The calls that a text names as calls for this dataset. */
function toDataset({ lines, warnings }: Rendering, dataset: Dataset): Rendering {
  return { lines: addressedLines(lines, dataset), warnings: addressedWarnings(warnings, dataset) };
}

/** What runs stays as it is, whatever its comments hold. */
function addressedLines(lines: readonly Line[], dataset: Dataset): Line[] {
  return lines.map((line) => (line.isComment ? { ...line, sql: addressed(line.sql, dataset) } : line));
}

function addressedWarnings(warnings: readonly RenderingWarning[], dataset: Dataset): RenderingWarning[] {
  return warnings.map((warning) => ({ ...warning, message: addressed(warning.message, dataset) }));
}
