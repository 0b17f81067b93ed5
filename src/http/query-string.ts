import { accept, type InputFault, type Outcome } from '../problems.ts';
import { jsonPointer } from '../schema/json/json-pointer.ts';
import { isStorable, refuseFaults } from './validation.ts';

/** The query as an object. No parameter of ours takes several values, so a name given twice is a fault. */
export function readQuery(url: string): Outcome<Readonly<Record<string, unknown>>> {
  const start = url.indexOf('?');
  const pairs = start === -1 ? [] : url.slice(start + 1).split('&');
  const values = new Map<string, string>();
  const faults: InputFault[] = [];
  for (const pair of pairs.filter((text) => text !== '')) {
    const [rawName = '', ...rest] = pair.split('=');
    const name = decodeComponent(rawName);
    const value = decodeComponent(rest.join('='));
    if (name === null || value === null) {
      faults.push(faultAt(name ?? '', 'is not percent-encoded UTF-8 without NUL characters'));
    } else if (values.has(name)) {
      faults.push(faultAt(name, 'is given more than once'));
    } else {
      values.set(name, value);
    }
  }
  return faults.length > 0 ? refuseFaults(faults) : accept(Object.fromEntries(values));
}

function faultAt(name: string, message: string): InputFault {
  return { in: 'query', path: jsonPointer([name]), message };
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
