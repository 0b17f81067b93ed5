import type { ColumnFact, Tombstone } from '../evolution/types.ts';
import { column, typeIn } from '../evolution/words.ts';
import { pathText, samePath, stepText } from '../schema/path.ts';
import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path } from '../schema/types.ts';
import type { DraftField } from './draft-struct.ts';
import type { Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/**
 * What speaks against using the name of a dropped or renamed column again. Where columns resolve by name, old files still
 * answer to it: only the column that it was can come back. Where they resolve by id, names are free.
 * @param own the column that is to have the name; the names that it had itself are free to it
 */
export function checkTombstones(
  { capability, facts }: Workbench,
  typeOf: () => DataType,
  path: Path,
  own: DraftField | null,
): Objection | null {
  if (!capability.resolvesByName) return null;
  for (const { fact, aliasOf } of facts.goneNames(path)) {
    const objection = own !== null && aliasOf === own ? null : contradicts(fact, typeOf(), path);
    if (objection !== null) return objection;
  }
  return null;
}

/**
 * Notes of a name that a column is about to take that old files bring back what they hold under it. In a request that
 * takes the name away and gives it back nothing comes back.
 */
export function noteOldValues(bench: Workbench, path: Path, own: DraftField): void {
  const { capability, facts, oldValues } = bench;
  oldValues.delete(own);
  if (!capability.resolvesByName) return;
  const gone = facts.goneNames(path).find(({ fact }) => samePath(fact.path, path));
  const dropped = gone?.fact.dropped ?? null;
  if (dropped === null || own.was?.name === path.at(-1)) return;
  const message = `${column(path)} ${whatHappened(dropped)} and is back: rows written before that show their old values.`;
  oldValues.set(own, { code: 'OLD_VALUES_RETURN', path, message });
}

function contradicts({ path: was, dropped }: ColumnFact, type: DataType, path: Path): Objection | null {
  if (dropped === null) return null;
  const isThisName = samePath(was, path);
  if (isThisName && isTheTypeItHad(type, dropped.type)) return null;
  const old = `${column(was)} (${typeIn(dropped.type)}) ${whatHappened(dropped)}`;
  if (isThisName) {
    return {
      code: 'DROPPED_NAME_REUSED',
      path,
      reason: `${old}, and old files still hold values of that type under this name.`,
      remediation: `Add it as ${typeIn(dropped.type)} to bring it back, or choose another name.`,
    };
  }
  return {
    code: 'CASE_COLLISION',
    path,
    reason: `${old}, and old files would answer to ${pathText(path)} with its values.`,
    remediation: `Write ${pathText(was)} to bring it back, or choose another name.`,
  };
}

function whatHappened({ renamedTo, version }: Tombstone): string {
  const what = renamedTo === null ? 'dropped' : `renamed to ${stepText(renamedTo)}`;
  return `was ${what} in version ${version}`;
}

/** By text too: of a type that SQL cannot say in full, the text is all that was kept. */
function isTheTypeItHad(type: DataType, had: DataType): boolean {
  return sameTypeIgnoringNullability(type, had) || typeText(type) === typeText(had);
}
