import { fieldsOf } from '../../schema/walk.ts';
import { type Capability, capabilitiesOf, capabilityOf } from '../capability.ts';
import { hasPath } from '../has-path.ts';
import type { TableFormat } from '../types.ts';
import { column, ddl, pathText, typeIn } from '../words.ts';
import { blame } from './blame.ts';
import { someOf } from './path-lists.ts';
import type { GoneColumn, PastType, SettingRefusal, TableHistory, TableSettings } from './types.ts';

/** What the table could by its format and properties, what its schema or its files rely on, and what would be off. */
export function refuseLostCapability(
  table: TableHistory,
  before: TableSettings,
  after: TableSettings,
): SettingRefusal[] {
  // In files that were written anew for another format there is nothing of before.
  const sameFiles = before.format === after.format;
  return [
    ...refuseLostNames(table, before, after),
    ...(sameFiles ? refuseLostIds(table, before, after) : []),
    ...(sameFiles ? refuseLostTypes(table, before, after) : []),
  ];
}

/** Names in the schema that could not be stored any more. */
function refuseLostNames(
  { active }: TableHistory,
  before: TableSettings,
  after: TableSettings,
): SettingRefusal[] {
  const had = capabilityOf(before.format, before.properties);
  const has = capabilityOf(after.format, after.properties);
  const lost = [...fieldsOf(active)].flatMap(({ path, field: { name } }) => {
    const can = has.fieldName(name);
    return can.ok || !had.fieldName(name).ok ? [] : [{ path, name, why: can.why }];
  });
  const [first] = lost;
  if (first === undefined) return [];
  return blame(before, after, {
    isBy: (properties) => !capabilityOf(after.format, properties).fieldName(first.name).ok,
    reason: `${column(first.path)} could not be stored any more: ${first.why}${andMore(lost.length - 1, 'such name')}.`,
    remediation: `Leave it as it is, or rename the column first: ${ddl(`RENAME COLUMN ${pathText(first.path)} TO <new name>`)}`,
    forcible: false,
  });
}

/** Columns that were dropped or renamed, where files would answer to their names again. */
function refuseLostIds(
  { goneColumns }: TableHistory,
  before: TableSettings,
  after: TableSettings,
): SettingRefusal[] {
  const byName = (settings: TableSettings) =>
    capabilityOf(settings.format, settings.properties).resolvesByName;
  if (goneColumns.length === 0 || byName(before) || !byName(after)) return [];
  return blame(before, after, {
    isBy: (properties) => byName({ ...after, properties }),
    reason:
      `Files would be read by the names of their columns again, and ${someOf(goneColumns.map(goneText))}: ` +
      'what was written under an old name would be gone, or come back under a new column of that name.',
    remediation: LEAVE_IT,
    forcible: true,
  });
}

function goneText({ path, renamedTo }: GoneColumn): string {
  return renamedTo === null
    ? `${pathText(path)} was dropped`
    : `${pathText(path)} was renamed to ${pathText([renamedTo])}`;
}

/** Columns whose type was changed in place, where files that hold the old one could not be read any more. */
function refuseLostTypes(
  { active, pastTypes }: TableHistory,
  before: TableSettings,
  after: TableSettings,
): SettingRefusal[] {
  const lost = pastTypes.filter((change) => hasPath(active, change.path) && isLost(change, before, after));
  const [first] = lost;
  if (first === undefined) return [];
  const { path, from, to, version } = first;
  return blame(before, after, {
    isBy: (properties) => isLost(first, before, { ...after, properties }),
    reason:
      `${column(path)} was ${typeIn(from)} before version ${version} and is ${typeIn(to)} since: files from before ` +
      `could not be read any more${andMore(lost.length - 1, 'such change')}.`,
    remediation: LEAVE_IT,
    forcible: true,
  });
}

const LEAVE_IT =
  'Leave it as it is; if the files have been written anew since, repeat the change with "force": true and a "reason"';

/** Whether a format that the table must suit could read files with the old type before, and cannot after. */
function isLost({ from, to }: PastType, before: TableSettings, after: TableSettings): boolean {
  const had = new Map<TableFormat, Capability>();
  for (const { format, capability } of capabilitiesOf(before.format, before.properties))
    had.set(format, capability);
  return capabilitiesOf(after.format, after.properties).some(({ format, capability }) => {
    const earlier = had.get(format);
    // What these have widened stays readable: their metadata say what each file holds.
    if (earlier !== undefined && (format === 'DELTA' || format === 'ICEBERG')) return false;
    return (earlier?.typeChange(from, to).ok ?? true) && !capability.typeChange(from, to).ok;
  });
}

function andMore(count: number, what: string): string {
  if (count === 0) return '';
  return ` (and ${count} more ${what}${count === 1 ? '' : 's'})`;
}
