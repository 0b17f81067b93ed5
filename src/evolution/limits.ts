import type { Path, StructType } from '../schema/types.ts';
import { countFields, volumeFault } from '../schema/walk.ts';
import { type Admitted, type Judging, report, rulingOn } from './judging.ts';
import type { Policy } from './types.ts';
import { pathText, setPolicy, stepText } from './words.ts';

const EXAMPLES = 3;

/** Counts the new fields; where they are too many, one change that shows the pattern stands for them all. */
export function judgeLimits(judging: Judging, merged: StructType): void {
  const { admitted, policy, changes } = judging;
  const gained = admitted.reduce((sum, { fields }) => sum + fields, 0);
  const isFirst = judging.table.active === null;
  if (gained === 0 && !isFirst) return;
  const excess = excessOf(policy, merged, isFirst ? 0 : gained);
  if (excess === null) return;

  const replaced = new Set(admitted.map(({ change }) => change));
  const others = changes.filter((change) => !replaced.has(change));
  changes.length = 0;
  for (const change of others) changes.push(change);
  const parent = busiestParent(admitted);
  const who = excess.of === 'batch' ? judging.speaker : 'the table';
  report(judging, {
    rule: 'TOO_MANY_NEW_FIELDS',
    path: parent,
    verdict: rulingOn(judging, 'TOO_MANY_NEW_FIELDS'),
    reason: `Too many fields: ${who} ${excess.what}${examplesOf(admitted, parent)}, ${excess.limit}.`,
    remediation: `Names that are data belong into a map or an array: mend the producer. If they are columns, ${excess.remedy}.`,
  });
}

interface Excess {
  readonly of: 'batch' | 'table';
  readonly what: string;
  readonly limit: string;
  readonly remedy: string;
}

/** Which limit is passed, the policy's before the service's own; null where none is. */
function excessOf({ maxNewFields, maxColumns }: Policy, merged: StructType, gained: number): Excess | null {
  if (maxNewFields !== null && gained > maxNewFields) {
    return {
      of: 'batch',
      what: `has ${gained} new fields`,
      limit: `and maxNewFields is ${maxNewFields}`,
      remedy: setPolicy('maxNewFields', gained),
    };
  }
  const total = maxColumns === null ? 0 : countFields(merged);
  if (maxColumns !== null && total > maxColumns) {
    return {
      of: 'table',
      what: `would have ${total} fields`,
      limit: `and maxColumns is ${maxColumns}`,
      remedy: setPolicy('maxColumns', total),
    };
  }
  const volume = volumeFault(merged);
  if (volume === null) return null;
  return {
    of: 'table',
    what: 'would outgrow what is taken',
    limit: volume,
    remedy: 'give them shorter paths',
  };
}

/** The parent that gains most, of equals the first by name: the same for every batch with the same trouble. */
function busiestParent(admitted: readonly Admitted[]): Path {
  const parents = new Map<string, { path: Path; fields: number }>();
  for (const { path, fields } of admitted) {
    const parent = path.slice(0, -1);
    const key = pathText(parent);
    const known = parents.get(key);
    parents.set(key, { path: parent, fields: (known?.fields ?? 0) + fields });
  }
  const ranked = [...parents].sort(([a, x], [b, y]) => y.fields - x.fields || (a < b ? -1 : 1));
  return ranked[0]?.[1].path ?? [];
}

/** The shape that most of the names have, digits aside, with a few of them. */
function examplesOf(admitted: readonly Admitted[], parent: Path): string {
  const key = pathText(parent);
  const names = admitted.flatMap(({ path }) =>
    pathText(path.slice(0, -1)) === key ? [stepText(path.at(-1) ?? '')] : [],
  );
  if (names.length === 0) return '';
  const where = parent.length === 0 ? '' : ` in ${key}`;
  const some = names.slice(0, EXAMPLES).join(', ');
  return `${where} (${some}${names.length > EXAMPLES ? ', …' : ''}${patternOf(names)})`;
}

function patternOf(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    const shape = name.replaceAll(/[0-9]+/g, '#');
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const [shape, count] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ['', 1]);
  return count === 1 ? '' : `; ${count} of them are like ${shape}`;
}
