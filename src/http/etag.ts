/** Entity tags of an `If-Match` or `If-None-Match` header. */
export type EntityTags =
  { readonly any: true } | { readonly any: false; readonly tags: readonly EntityTag[] };

export interface EntityTag {
  readonly weak: boolean;
  readonly value: string;
}

const TAG = /^\s*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)/;

/** Null when the text is not a list of entity tags (RFC 9110, 8.8.3). */
export function parseEntityTags(header: string): EntityTags | null {
  if (header.trim() === '*') return { any: true };
  const tags: EntityTag[] = [];
  let rest = header;
  while (rest.trim() !== '') {
    const match = TAG.exec(rest);
    if (match === null) return null;
    tags.push({ weak: match[1] !== undefined, value: match[2] ?? '' });
    rest = rest.slice(match[0].length);
  }
  return tags.length === 0 ? null : { any: false, tags };
}

/** Weak comparison, as `If-None-Match` asks for. */
export function matchesWeakly(header: EntityTags, current: string): boolean {
  return header.any || header.tags.some((tag) => tag.value === current);
}

/** What a handler gets as `ifMatch`: weak tags never match strongly, so they are left out. */
export function strongValues(header: EntityTags): readonly string[] {
  return header.any ? ['*'] : header.tags.filter((tag) => !tag.weak).map((tag) => tag.value);
}

/** Does `If-Match`, where given, forbid acting on what has this strong tag? */
export function ifMatchFails(ifMatch: readonly string[] | null, current: string): boolean {
  return ifMatch !== null && !ifMatch.includes('*') && !ifMatch.includes(current);
}
