/** What a dataset may be called. It starts with a letter, so that digits alone are always an id. */
export const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_.-]*$/;
export const NAME_LENGTH = 128;

const LARGEST_ID = 2 ** 31 - 1;

/** How a path names a dataset. */
export type DatasetRef = { readonly id: number } | { readonly nameKey: string };

/** Null for what can be neither an id nor a name, and so finds nothing. */
export function parseDatasetRef(text: string): DatasetRef | null {
  if (/^[0-9]{1,20}$/.test(text)) {
    const id = Number(text);
    return id >= 1 && id <= LARGEST_ID ? { id } : null;
  }
  return text.length <= NAME_LENGTH && NAME_PATTERN.test(text) ? { nameKey: text.toLowerCase() } : null;
}
