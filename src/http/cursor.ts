import type { z } from 'zod';
import { accept, refuse, type Outcome } from '../problems.ts';

const VERSION = 1;

/** Opaque page cursors of one list: where the last page ended. */
export interface CursorCodec<T> {
  encode(position: T): string;
  /** INVALID_CURSOR for anything that `encode` of the same list did not make. */
  decode(cursor: string): Outcome<T>;
}

/** `list` names the list, so that a cursor of one is refused by another. */
export function cursorCodec<T>(list: string, position: z.ZodType<T>): CursorCodec<T> {
  return {
    encode: (value) => Buffer.from(JSON.stringify([VERSION, list, value])).toString('base64url'),
    decode: (cursor) => {
      const parts = parseParts(cursor);
      if (parts?.[0] !== VERSION || parts[1] !== list || parts.length !== 3) return refuseCursor();
      const parsed = position.safeParse(parts[2]);
      return parsed.success ? accept(parsed.data) : refuseCursor();
    },
  };
}

function parseParts(cursor: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function refuseCursor(): Outcome<never> {
  return refuse(
    'INVALID_CURSOR',
    'Pass `nextCursor` of the previous page of this same list, or leave the cursor out.',
    {
      errors: [{ in: 'query', path: '/cursor', message: 'is not a cursor of this list' }],
    },
  );
}
