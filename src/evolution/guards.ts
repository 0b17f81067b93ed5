import type { DataType, Path } from '../schema/types.ts';
import { hasPath } from './has-path.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { type Guard, guardedBelow } from './marks.ts';
import type { RuleId } from './rule-ids.ts';
import { column } from './words.ts';

const CHANGED: Readonly<Record<Guard, RuleId>> = {
  KEY: 'KEY_FIELD_CHANGED',
  PARTITION: 'PARTITION_FIELD_CHANGED',
  PROTECTED: 'PROTECTED_FIELD_CHANGED',
};

const MISSING: Readonly<Record<Guard, RuleId>> = {
  KEY: 'KEY_FIELD_MISSING',
  PARTITION: 'PARTITION_FIELD_MISSING',
  PROTECTED: 'PROTECTED_FIELD_CHANGED',
};

const WORDS: Readonly<Record<Guard, string>> = {
  KEY: 'a key of the table',
  PARTITION: 'a partition column of the table',
  PROTECTED: 'a protected column of the table',
};

const SETTINGS: Readonly<Record<Guard, string>> = {
  KEY: 'pkFields',
  PARTITION: 'partitionKeys',
  PROTECTED: 'protectedFields',
};

export function changedRule(guard: Guard): RuleId {
  return CHANGED[guard];
}

/** How sentences call a guarded column. */
export function guardWords(guard: Guard): string {
  return WORDS[guard];
}

/** What to do about a guarded column that would change: no setting helps, unless one leaves the column as it is. */
export function guardRemedy(
  guard: Guard,
  send = 'Send it as the table has it',
  orCast: string | null = null,
): string {
  const advice =
    orCast === null
      ? `${send}: no policy allows this change.`
      : `${send}; ${orCast}; no policy lets the column itself change.`;
  return `${advice} A table with other ${SETTINGS[guard]} is another dataset (POST /datasets).`;
}

const STRONGEST: readonly Guard[] = ['KEY', 'PARTITION', 'PROTECTED'];

/** What is guarded inside a column that the table has, the strongest first. */
export function guardedInside({ table }: Judging, { mark }: Place): { path: Path; guard: Guard }[] {
  const { active } = table;
  if (active === null) return [];
  const inside = guardedBelow(mark).filter(({ path }) => hasPath(active, path));
  return inside.sort((a, b) => STRONGEST.indexOf(a.guard) - STRONGEST.indexOf(b.guard));
}

/** A guarded column that a submission does not bring. */
export function reportMissing(
  judging: Judging,
  path: Path,
  guard: Guard,
  type?: DataType,
  why = `${judging.speaker} does not have it`,
): void {
  report(judging, {
    rule: MISSING[guard],
    path,
    verdict: rulingOn(judging, MISSING[guard]),
    ...(type === undefined ? {} : { before: type }),
    reason: `${column(path)} is ${WORDS[guard]}, and ${why}.`,
    remediation:
      `Bring the field back in the producer; if the job itself adds it after the check, ` +
      `list it in derivedFields (PATCH /datasets/{dataset}).`,
  });
}

/** An upsert cannot match rows whose key is null in every record. True where there is such a key, here or below. */
export function reportMissingKeys(judging: Judging, place: Place): boolean {
  if (judging.table.mode !== 'upsert' || place.derived) return false;
  const here = place.guard === 'KEY' ? [place.path] : [];
  const below = guardedBelow(place.mark).filter(({ guard }) => guard === 'KEY');
  const keys = [...here, ...below.map(({ path }) => path)];
  for (const path of keys) reportMissing(judging, path, 'KEY', undefined, 'it was null in every record');
  return keys.length > 0;
}
