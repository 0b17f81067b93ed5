import { isHeldBy } from '../hinted-type.ts';
import { ddl, pathText, theColumn, typeIn } from '../words.ts';
import { columnKey } from './path-lists.ts';
import { resolveColumn } from './resolve-column.ts';
import type { SettingRefusal, TableHistory, TableSettings } from './types.ts';

/** New hints that contradict columns which are there: a hint decides what a new column is, and changes none. */
export function refuseHints(
  { active }: TableHistory,
  before: TableSettings,
  after: TableSettings,
): SettingRefusal[] {
  const known = new Map(before.typeHints.map(({ path, type }) => [columnKey(path), type]));
  return after.typeHints.flatMap(({ path, type }) => {
    const found = resolveColumn(active, path);
    const earlier = known.get(columnKey(path)) ?? null;
    if (found === null || isHeldBy(type, found.type) || isHeldBy(earlier, type)) return [];
    return [
      {
        setting: ['evolutionPolicy', 'typeHints'],
        reason: `The hint says ${typeIn(type)}, but ${theColumn(path)} is ${typeIn(found.type)} in the table: a hint changes no column that is there, so this one would do nothing.`,
        remediation:
          `Hint ${typeIn(found.type)} to have batches cast to what the table has; to change the column, ` +
          `${ddl(`ALTER COLUMN ${pathText(path)} TYPE <type>`)} where the format can; to set the hint ahead of that, ` +
          'repeat the change with "force": true and a "reason"',
        forcible: true,
      },
    ];
  });
}
