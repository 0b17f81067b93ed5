import type { z as zod } from 'zod';
import { z } from './openapi-zod.ts';
import { integerText } from './query-types.ts';

const PAGE_LIMIT = { default: 50, max: 500 } as const;

const CURSOR_LENGTH = 2048;

/** The query members of every list: spread them into its `z.strictObject`. */
export const pageShape = {
  limit: integerText({ min: 1, max: PAGE_LIMIT.max }).default(PAGE_LIMIT.default).openapi({
    type: 'integer',
    minimum: 1,
    maximum: PAGE_LIMIT.max,
    default: PAGE_LIMIT.default,
    description: 'Greatest number of items to answer with.',
    example: PAGE_LIMIT.default,
  }),
  cursor: z
    .string()
    .min(1)
    .max(CURSOR_LENGTH)
    .optional()
    .openapi({ description: '`nextCursor` of the previous page; leave out for the first page.' }),
};

/** `{ items, nextCursor }`: one page of a list, as the named component `name`. */
export function listOf<T extends zod.ZodType>(item: T, name: string) {
  return z
    .strictObject({
      items: z.array(item),
      nextCursor: z.string().nullable().openapi({
        description: 'Cursor of the next page; null on the last.',
        example: null,
      }),
    })
    .openapi(name);
}
