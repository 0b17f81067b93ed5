import type { Transaction } from '../../db/client.ts';
import { accept, refuse, type Outcome, type Refusal } from '../../problems.ts';
import { datasetNotFound, findDataset } from '../datasets/dataset.service.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { findFirstValidity, findVersionAt, findVersionByCommit } from './as-of.repository.ts';
import type { SchemaVersion } from './schema-version.types.ts';
import type { SchemaVersionDependencies } from './target.service.ts';
import { instantAt, type TimeZone, UTC, type WallClock } from './wall-clock.ts';

/** A point in the history of a dataset. */
export type Moment =
  | { readonly kind: 'INSTANT'; readonly at: Date }
  /** A Hudi instant; the zone of the table's timeline where it was given. */
  | { readonly kind: 'HUDI'; readonly clock: WallClock; readonly zone: TimeZone | null }
  /** A commit of the lake that was acknowledged. */
  | { readonly kind: 'COMMIT'; readonly commit: string };

const TIMELINE_ZONE = 'hoodie.table.timeline.timezone';

/** No version is older, and PostgreSQL would write what is later in another form. */
const EARLIEST = 0;
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** The version that was active at a moment, or that a commit brought to the table. */
export async function readAsOf(
  { database }: Pick<SchemaVersionDependencies, 'database'>,
  ref: string,
  moment: Moment,
): Promise<Outcome<SchemaVersion>> {
  const dataset = await findDataset(database.prisma, ref);
  if (dataset === null) return datasetNotFound(ref);
  switch (moment.kind) {
    case 'INSTANT':
      return versionAt(database.prisma, dataset, moment.at.getTime());
    case 'HUDI': {
      const zone = moment.zone ?? timelineZone(dataset);
      if (zone === null) return zoneUnknown(dataset);
      return versionAt(database.prisma, dataset, instantAt(moment.clock, zone));
    }
    case 'COMMIT':
      return versionBy(database.prisma, dataset, moment.commit);
  }
}

/** Null where it is the zone of whoever wrote. */
function timelineZone({ properties }: Dataset): TimeZone | null {
  return properties[TIMELINE_ZONE]?.trim().toUpperCase() === 'LOCAL' ? null : UTC;
}

async function versionAt(
  tx: Transaction,
  dataset: Dataset,
  instant: number,
): Promise<Outcome<SchemaVersion>> {
  const at = new Date(Math.min(Math.max(instant, EARLIEST), LATEST));
  const found = await findVersionAt(tx, dataset.id, at);
  return found === null ? noSchemaThen(tx, dataset, at) : accept(found);
}

async function versionBy(tx: Transaction, dataset: Dataset, commit: string): Promise<Outcome<SchemaVersion>> {
  const found = await findVersionByCommit(tx, dataset.id, commit);
  if (found !== null) return accept(found);
  return refuse(
    'COMMIT_NOT_FOUND',
    `No version of ${dataset.name} was acknowledged with the commit ${JSON.stringify(shortened(commit))}. ` +
      `GET /datasets/${dataset.name}/schema/versions shows in applied.commit those that were; ask by time otherwise.`,
  );
}

async function noSchemaThen(tx: Transaction, dataset: Dataset, at: Date): Promise<Refusal> {
  const first = await findFirstValidity(tx, dataset.id);
  const since =
    first === null
      ? 'it has none yet: the first good submission makes one'
      : `its first one became active at ${first.toISOString()}`;
  return refuse('NO_SCHEMA_THEN', `${dataset.name} had no schema at ${at.toISOString()}; ${since}.`);
}

function zoneUnknown(dataset: Dataset): Refusal {
  return refuse(
    'INVALID_REQUEST',
    `The property ${TIMELINE_ZONE} of ${dataset.name} is LOCAL: its Hudi instants are in the time zone of whoever wrote ` +
      'them, which the service cannot know. Add the zone (zone=Europe/Berlin), or give an ISO time with its offset.',
    { errors: [{ in: 'query', path: '/zone', message: 'is required: the timeline of this table is LOCAL' }] },
  );
}

function shortened(text: string): string {
  return text.length > 128 ? `${text.slice(0, 128)}…` : text;
}
