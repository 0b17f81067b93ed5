import type { z } from 'zod';
import type {
  ColumnHistoryResponse,
  ColumnListResponse,
  ColumnResponse,
} from '../../../src/features/columns/column.schemas.ts';
import type { Answer, Jobs } from '../../support/jobs.ts';

export type Column = z.output<typeof ColumnResponse>;
type ColumnList = z.output<typeof ColumnListResponse>;
type ColumnHistory = z.output<typeof ColumnHistoryResponse>;

/** What admins ask about the columns of a dataset. */
export function columnsOf(jobs: Jobs) {
  const list = (query = '?limit=500') => jobs.get<ColumnList>(`/columns${query}`);
  return {
    list,
    all: async () => (await list()).body.items,
    /** By the text of the path. */
    one: async (path: string): Promise<Column> => {
      const found = (await list()).body.items.find(({ pathText }) => pathText === path);
      if (found === undefined) throw new Error(`There is no column ${path}`);
      return found;
    },
    history: (path: string, query = ''): Promise<Answer<ColumnHistory>> =>
      jobs.get<ColumnHistory>(`/columns/${encodeURIComponent(path)}/history${query}`),
  };
}
