import { accept, type InputFault, type Outcome } from '../problems.ts';
import { isStorable, refuseFaults } from './validation.ts';

/** The query as an object; a name given twice becomes an array, which a schema for one value refuses. */
export function readQuery(url: string): Outcome<Readonly<Record<string, unknown>>> {
  const start = url.indexOf('?');
  const pairs =
    start === -1
      ? []
      : url
          .slice(start + 1)
          .split('&')
          .filter((pair) => pair !== '');
  const values = new Map<string, string[]>();
  const faults: InputFault[] = [];
  for (const pair of pairs) {
    const [rawName = '', ...rest] = pair.split('=');
    const name = decodeComponent(rawName);
    const value = decodeComponent(rest.join('='));
    if (name === null || value === null) {
      faults.push({
        in: 'query',
        path: `/${name ?? ''}`,
        message: 'is not percent-encoded UTF-8 without NUL characters',
      });
      continue;
    }
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  if (faults.length > 0) return refuseFaults(faults);
  return accept(
    Object.fromEntries([...values].map(([name, given]) => [name, given.length === 1 ? given[0] : given])),
  );
}

/** Null for what is not well encoded, or holds what the database cannot store. */
function decodeComponent(text: string): string | null {
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '));
    return isStorable(decoded) ? decoded : null;
  } catch {
    return null;
  }
}
