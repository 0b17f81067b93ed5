import type { Transaction } from '../../db/client.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { toDataset } from './dataset-row.repository.ts';
import type { Dataset, DatasetFilter, LabelCondition } from './dataset.types.ts';

/** Datasets by name, from the one after `after` on. */
export async function listDatasets(
  tx: Transaction,
  filter: DatasetFilter,
  after: string | null,
  limit: number,
): Promise<Dataset[]> {
  const rows = await tx.dataset.findMany({
    where: { AND: [{ nameKey: after === null ? {} : { gt: after } }, ...conditionsOf(filter)] },
    orderBy: { nameKey: 'asc' },
    take: limit,
  });
  return rows.map(toDataset);
}

function conditionsOf(filter: DatasetFilter): Prisma.DatasetWhereInput[] {
  const { search, kafkaTopic, mode, tableFormat, owner, labels, paused, hasBlockedVersion, archived } =
    filter;
  return [
    search === null ? {} : { nameKey: { contains: escapeLike(search.toLowerCase()) } },
    kafkaTopic === null ? {} : { kafkaTopic },
    mode === null ? {} : { mode },
    tableFormat === null ? {} : { tableFormat },
    owner === null ? {} : { owner },
    ...labels.map((ways) => ({ OR: ways.map(labelled) })),
    paused === null ? {} : { paused },
    hasBlockedVersion === null ? {} : { versions: { [hasBlockedVersion ? 'some' : 'none']: BLOCKED } },
    archived === null ? {} : { archivedAt: archived ? { not: null } : null },
  ];
}

const BLOCKED = { status: 'BLOCKED' } as const;

/** Values are texts, so each that is there begins with nothing. */
function labelled({ key, value }: LabelCondition): Prisma.DatasetWhereInput {
  return { labels: { path: [key], ...(value === null ? { string_starts_with: '' } : { equals: value }) } };
}

/** Prisma hands the text to LIKE as it is. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
