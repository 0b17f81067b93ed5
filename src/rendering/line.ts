import type { Line } from './types.ts';

export function statement(sql: string): Line {
  return { sql, isComment: false };
}

/** A sentence as a comment of one line: names may hold line breaks, behind which an engine would read on. */
export function comment(text: string): Line {
  return { sql: `-- ${text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()}`, isComment: true };
}

/** A statement that must not run as it stands: each of its lines as a comment. */
export function commentedOut(sql: string): Line {
  const lines = sql.split(/[\n\r\v\f\u0085\u2028\u2029]/);
  return { sql: lines.map((line) => `-- ${line}`).join('\n'), isComment: true };
}

/** All lines as one text to copy, statements ended. */
export function scriptOf(lines: readonly Line[]): string {
  return lines.map(({ sql, isComment }) => `${sql}${isComment ? '' : ';'}\n`).join('');
}
