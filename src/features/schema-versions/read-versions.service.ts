import type { Transaction } from '../../db/client.ts';
import { judge } from '../../evolution/judge.ts';
import type { Change, Verdict } from '../../evolution/types.ts';
import { accept, refuse, type Outcome } from '../../problems.ts';
import { statementsBetween } from '../../rendering/apply-statements.ts';
import { comment } from '../../rendering/line.ts';
import { datasetNotFound, findDataset } from '../datasets/dataset.service.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { neverActive, wasActive } from './never-active.service.ts';
import { activeVersionOf } from './open-versions.service.ts';
import { addressedChanges } from './remediation.service.ts';
import { storedSchema } from './schema-state.repository.ts';
import { findVersion, findVersions, listVersionSizes } from './schema-version.repository.ts';
import type { SchemaVersion, VersionFilter } from './schema-version.types.ts';
import { tableSpecOf } from './table-spec.service.ts';
import { policyOf, tableStateOf } from './table-state.service.ts';
import type { SchemaVersionDependencies } from './target.service.ts';
import { identifiedPair } from './version-history.service.ts';
import { nextVersionNumber } from './version-writer.repository.ts';

/** Schema text on one page of versions: past this a page is cut short and the cursor goes on. */
const PAGE_BYTES = 4 * 1024 * 1024;

export async function readActive(
  deps: SchemaVersionDependencies,
  ref: string,
): Promise<Outcome<SchemaVersion>> {
  const dataset = await findDataset(deps.database.prisma, ref);
  if (dataset === null) return datasetNotFound(ref);
  return activeVersionOf(deps.database.prisma, dataset);
}

export async function readVersion(
  deps: SchemaVersionDependencies,
  ref: string,
  version: number,
): Promise<Outcome<SchemaVersion>> {
  const dataset = await findDataset(deps.database.prisma, ref);
  return dataset === null ? datasetNotFound(ref) : versionOf(deps, dataset, version);
}

async function versionOf(
  deps: SchemaVersionDependencies,
  dataset: Dataset,
  version: number,
): Promise<Outcome<SchemaVersion>> {
  const found = await findVersion(deps.database.prisma, { datasetId: dataset.id, version });
  if (found !== null) return accept(found);
  return refuse('VERSION_NOT_FOUND', `${dataset.name} has no schema version ${version}.`);
}

/** The number that the dataset's next version gets; certain only under its lock. */
export async function nextVersionOf(tx: Transaction, dataset: Dataset): Promise<number> {
  return nextVersionNumber(tx, dataset.id);
}

export interface VersionPage {
  readonly versions: readonly SchemaVersion[];
  /** The number to go on below; null on the last page. */
  readonly next: number | null;
}

/** Versions newest first. A page ends early where the schemas are large. */
export async function listVersions(
  deps: SchemaVersionDependencies,
  ref: string,
  page: VersionFilter,
): Promise<Outcome<VersionPage>> {
  const tx = deps.database.prisma;
  const dataset = await findDataset(tx, ref);
  if (dataset === null) return datasetNotFound(ref);
  const sizes = await listVersionSizes(tx, dataset.id, { ...page, limit: page.limit + 1 });
  const numbers = fittingPrefix(sizes.slice(0, page.limit));
  const versions = await findVersions(tx, dataset.id, numbers);
  return accept({ versions, next: sizes.length > numbers.length ? (numbers.at(-1) ?? null) : null });
}

function fittingPrefix(sizes: readonly { version: number; bytes: number }[]): number[] {
  let total = 0;
  return sizes
    .filter(({ bytes }, index) => {
      total += bytes;
      return index === 0 || total <= PAGE_BYTES;
    })
    .map(({ version }) => version);
}

export interface VersionDiff {
  readonly changeType: Verdict;
  readonly changes: readonly Change[];
  readonly apply: readonly string[];
}

/** What it would mean to declare version `to` where version `from` is active. */
export async function diffVersions(
  deps: SchemaVersionDependencies,
  ref: string,
  from: number,
  to: number,
): Promise<Outcome<VersionDiff>> {
  const tx = deps.database.prisma;
  const dataset = await findDataset(tx, ref);
  if (dataset === null) return datasetNotFound(ref);
  const [before, after] = [await versionOf(deps, dataset, from), await versionOf(deps, dataset, to)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const [old, next] = [
    await storedSchema(tx, deps.cache, before.value.id),
    await storedSchema(tx, deps.cache, after.value.id),
  ];
  const table = tableStateOf(dataset, { active: null, facts: [] });
  const { verdict, changes } = judge(
    { ...table, active: old },
    { schema: next, origin: 'DECLARED', nullOnlyPaths: [], base: null },
    policyOf(dataset, deps.defaultPreset),
  );
  const pair = await identifiedPair(deps, before.value, after.value);
  const statements = statementsBetween(...pair, tableSpecOf(dataset));
  const [never] = [before.value, after.value].filter((version) => !wasActive(version));
  const apply =
    never === undefined || statements.length === 0
      ? statements
      : [comment(`${neverActive(never)}, so there is nothing to run.`).sql];
  return accept({ changeType: verdict, changes: addressedChanges(changes, dataset), apply });
}
