import { columnFact } from '../../evolution/column-fact.ts';
import type { ColumnFact } from '../../evolution/types.ts';
import type { Path } from '../../schema/types.ts';
import { pathText, samePath } from '../../schema/path.ts';
import type { Column, ColumnRow, KnownColumn, VersionMark } from './column.types.ts';
import type { Renames } from './renames.ts';

/** Where what is told of a column is looked up. */
export interface ColumnSources {
  readonly row: (column: KnownColumn) => ColumnRow | undefined;
  readonly fact: (path: Path) => ColumnFact | undefined;
  readonly mark: (version: number) => VersionMark | undefined;
  readonly renames: Renames;
  readonly roles: (path: Path) => Pick<Column, 'key' | 'partition' | 'protected' | 'derived'>;
}

export function describeColumn(column: KnownColumn, sources: ColumnSources): Column {
  const { path, text, status, type } = column;
  const now = sources.renames.nowAt(column);
  return {
    path,
    pathText: text,
    status,
    type,
    nullable: column.field?.nullable ?? null,
    comment: commentOf(column),
    ...lifeOf(column, sources),
    renamedTo: now === null ? null : pathText(now),
    aliases: sources.renames.aliasesOf(column).map(pathText),
    lastArrivedIn: arrivedIn(column),
    ...factsOf(column, sources.fact(path)),
    ...sources.roles(path),
  };
}

type Life = Pick<Column, 'addedIn' | 'changedIn' | 'droppedIn' | 'droppedBy'>;

function lifeOf(column: KnownColumn, { row, mark }: ColumnSources): Life {
  const known = row(column);
  const addedVersion = known?.addedVersion ?? null;
  if (column.tombstone === null)
    return { addedIn: addedVersion, changedIn: changedIn(known), droppedIn: null, droppedBy: null };
  const droppedIn = column.tombstone.dropped.version;
  // What a decision leaves out is first heard of in the version that it is left out of.
  const addedIn = addedVersion === droppedIn ? null : addedVersion;
  return { addedIn, changedIn: changedIn(known, droppedIn), droppedIn, droppedBy: mark(droppedIn) ?? null };
}

/** To be added and to be dropped is told beside it. */
function changedIn(row: ColumnRow | undefined, droppedIn?: number): number | null {
  if (row === undefined || row.changedVersion === row.addedVersion) return null;
  return row.changedVersion === droppedIn ? null : row.changedVersion;
}

function factsOf(
  { field }: KnownColumn,
  fact: ColumnFact | undefined,
): Pick<Column, 'pinned' | 'absence' | 'settled'> {
  const { pinned, absence, settled } = fact ?? columnFact([]);
  return { pinned, absence: field === null ? null : absence, settled };
}

function commentOf({ field }: KnownColumn): string | null {
  const comment = field?.metadata['comment'];
  return typeof comment === 'string' ? comment : null;
}

/** Batches bring a dropped column as a whole: of its parts nothing is recorded. */
function arrivedIn({ path, tombstone }: KnownColumn): number | null {
  return tombstone !== null && samePath(tombstone.path, path) ? tombstone.dropped.arrivedIn : null;
}
