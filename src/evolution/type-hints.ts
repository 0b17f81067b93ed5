import { parsePath, pathKey, pathText } from '../schema/path.ts';
import { parseSqlType } from '../schema/sql/parse-sql-type.ts';
import type { DataType, Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import { isPrimitive } from './type-kinds.ts';
import type { TypeHint } from './types.ts';

/** What is wrong with one hint, named by the text of its path as it was written. */
export interface HintFault {
  readonly key: string;
  readonly message: string;
}

/** Reads hints as a policy states them: Spark's text of a path, and a type in Spark SQL. */
export function readTypeHints(texts: Readonly<Record<string, string>>): {
  readonly hints: readonly TypeHint[];
  readonly faults: readonly HintFault[];
} {
  const hints = new Map<string, TypeHint>();
  const faults: HintFault[] = [];
  for (const [key, text] of Object.entries(texts)) {
    const read = readHint(key, text);
    if (typeof read === 'string') {
      faults.push({ key, message: read });
      continue;
    }
    const column = pathKey(read.path.map(lowerKey));
    const rival = hints.get(column);
    if (rival === undefined) hints.set(column, read);
    else faults.push({ key, message: `names the same column as ${pathText(rival.path)}` });
  }
  return { hints: [...hints.values()], faults };
}

function readHint(key: string, text: string): TypeHint | string {
  const path = parsePath(key);
  if (!path.ok) return `is not a column path: ${path.errors[0]?.message ?? 'it cannot be read'}`;
  const type = parseSqlType(text);
  if (!type.ok) return `${text} is not a type: ${type.errors[0]?.message ?? 'it cannot be read'}`;
  const fault = faultOf(type.value, path.value);
  return fault ?? { path: path.value, type: type.value };
}

function faultOf(type: DataType, path: Path): string | null {
  const pending = [type];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'struct') {
      return `hint the fields of a struct one by one, like ${pathText([...path, 'field'])}`;
    }
    if (isPrimitive(next, 'void')) return 'VOID is no type to wait for';
    if (next.kind === 'array') pending.push(next.elementType);
    if (next.kind === 'map') pending.push(next.keyType, next.valueType);
  }
  return null;
}
