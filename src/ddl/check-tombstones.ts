import type { ColumnFact } from '../evolution/types.ts';
import { column, typeIn } from '../evolution/words.ts';
import { pathText, samePath } from '../schema/path.ts';
import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path } from '../schema/types.ts';
import type { Objection, Workbench } from './workbench.ts';

/**
 * What speaks against using the name of a dropped column again. Where columns resolve by name, old files still answer
 * to it: only the column that it was can come back. Where they resolve by id, names are free.
 */
export function checkTombstones(
  { capability, facts }: Workbench,
  type: DataType,
  path: Path,
): Objection | null {
  if (!capability.resolvesByName) return null;
  for (const tombstone of facts.tombstones(path)) {
    const objection = contradicts(tombstone, type, path);
    if (objection !== null) return objection;
  }
  return null;
}

function contradicts({ path: was, dropped }: ColumnFact, type: DataType, path: Path): Objection | null {
  if (dropped === null) return null;
  const old = `${column(was)} (${typeIn(dropped.type)}) was dropped in version ${dropped.version}`;
  if (!samePath(was, path)) {
    return {
      code: 'CASE_COLLISION',
      path,
      reason: `${old}, and old files would answer to ${pathText(path)} with its values.`,
      remediation: `Write ${pathText(was)} to bring it back, or choose another name.`,
    };
  }
  if (isTheTypeItHad(type, dropped.type)) return null;
  return {
    code: 'DROPPED_NAME_REUSED',
    path,
    reason: `${old}, and old files still hold values of that type under this name.`,
    remediation: `Add it as ${typeIn(dropped.type)} to bring it back, or choose another name.`,
  };
}

/** By text too: of a type that SQL cannot say in full, the text is all that was kept. */
function isTheTypeItHad(type: DataType, had: DataType): boolean {
  return sameTypeIgnoringNullability(type, had) || typeText(type) === typeText(had);
}
