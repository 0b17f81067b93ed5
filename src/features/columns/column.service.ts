import { inTransaction } from '../../db/transaction.ts';
import type { Transaction } from '../../db/client.ts';
import { accept, refuse, type Outcome } from '../../problems.ts';
import { pathKey, pathText } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import { lowerKey } from '../../schema/walk.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { tableStateOf } from '../schema-versions/table-state.service.ts';
import { type SchemaVersionDependencies, type Target, targetIn } from '../schema-versions/target.service.ts';
import { findColumnHistory, findColumnRows, findVersionMarks } from './column.repository.ts';
import type { Column, ColumnFilter, ColumnHistoryEntry, KnownColumn } from './column.types.ts';
import { type ColumnPosition, isAfter } from './column-position.ts';
import { columnRoles } from './column-roles.ts';
import { describeColumn } from './describe-column.ts';
import { fittingPrefix } from './fitting-prefix.ts';
import { knownColumns } from './known-columns.ts';
import { renamesOf } from './renames.ts';

type Dependencies = Pick<SchemaVersionDependencies, 'database' | 'cache'>;

export interface ColumnPage {
  readonly columns: readonly Column[];
  readonly more: boolean;
}

export interface ColumnHistoryPage {
  readonly entries: readonly ColumnHistoryEntry[];
  readonly more: boolean;
}

export interface ColumnService {
  /** Columns that the dataset has or had, in the order of their paths, those after `after`. */
  list(
    ref: string,
    filter: ColumnFilter,
    page: { readonly after: ColumnPosition | null; readonly limit: number },
  ): Promise<Outcome<ColumnPage>>;
  /** The versions that changed one column, newest first, below `before`; COLUMN_NOT_FOUND. */
  history(
    ref: string,
    path: Path,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<Outcome<ColumnHistoryPage>>;
}

export function createColumnService(deps: Dependencies): ColumnService {
  return {
    list: (ref, filter, page) =>
      atOneMoment(deps, ref, async (tx, target) => {
        const all = knownColumns(target.state.active?.schema ?? null, target.state.facts);
        const wanted = all.filter(matches(filter));
        const following = page.after === null ? wanted : wanted.filter(follows(page.after));
        const shown = fittingPrefix(following.slice(0, page.limit));
        const columns = await describe(tx, target, all, shown);
        return accept({ columns, more: following.length > shown.length });
      }),
    history: (ref, path, page) =>
      atOneMoment(deps, ref, async (tx, { dataset, state }) => {
        const all = knownColumns(state.active?.schema ?? null, state.facts);
        const column = findColumn(all, path);
        if (column === null) return columnNotFound(dataset, path);
        const names = renamesOf(all).namesOf(column);
        const rows = await findColumnRows(tx, dataset.id, names.map(pathText));
        const addedVersions = Array.from(rows.values(), ({ addedVersion }) => addedVersion);
        return accept(await findColumnHistory(tx, dataset.id, { names, addedVersions, ...page }));
      }),
  };
}

/** The columns, the versions and what is recorded of either belong together. */
function atOneMoment<T>(
  { database, cache }: Dependencies,
  ref: string,
  read: (tx: Transaction, target: Target) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const work = async (tx: Transaction) => {
    const target = await targetIn({ cache }, tx, ref);
    return target.ok ? read(tx, target.value) : target;
  };
  return inTransaction(database, work, { isolation: 'RepeatableRead' });
}

async function describe(
  tx: Transaction,
  { dataset, state }: Target,
  all: readonly KnownColumn[],
  shown: readonly KnownColumn[],
): Promise<Column[]> {
  const texts = shown.map(({ text }) => text);
  const rows = await findColumnRows(tx, dataset.id, texts);
  const dropped = shown.flatMap(({ tombstone }) => (tombstone === null ? [] : [tombstone.dropped.version]));
  const marks = await findVersionMarks(tx, dataset.id, dropped);
  const facts = new Map(state.facts.map((fact) => [pathKey(fact.path), fact]));
  const sources = {
    row: ({ text }: KnownColumn) => rows.get(text),
    fact: (path: Path) => facts.get(pathKey(path)),
    mark: (version: number) => marks.get(version),
    renames: renamesOf(all),
    roles: columnRoles(tableStateOf(dataset, state)),
  };
  return shown.map((column) => describeColumn(column, sources));
}

function matches({ status, search }: ColumnFilter): (column: KnownColumn) => boolean {
  const part = search === null ? '' : lowerKey(search);
  return (column) =>
    (status === null || column.status === status) && (part === '' || lowerKey(column.text).includes(part));
}

function follows(after: ColumnPosition): (column: KnownColumn) => boolean {
  return ({ text }) => isAfter(text, after);
}

/** By its very name first, then as engines find it: in any case, and rather one that is there. */
function findColumn(columns: readonly KnownColumn[], path: Path): KnownColumn | null {
  const exact = columns.find((column) => pathKey(column.path) === pathKey(path));
  if (exact !== undefined) return exact;
  const key = pathKey(path.map(lowerKey));
  const alike = columns.filter((column) => pathKey(column.path.map(lowerKey)) === key);
  return alike.find(({ status }) => status === 'PRESENT') ?? alike[0] ?? null;
}

function columnNotFound({ name }: Dataset, path: Path): Outcome<never> {
  const text = pathText(path);
  return refuse(
    'COLUMN_NOT_FOUND',
    `${name} never had a column ${text.length > 128 ? `${text.slice(0, 128)}…` : text}. ` +
      `GET /datasets/${name}/columns lists all that it has or had; add search= to find one by a part of its path.`,
  );
}
