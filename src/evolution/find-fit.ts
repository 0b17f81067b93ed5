import { sqlType } from '../schema/sql/type-text.ts';
import type { DataType } from '../schema/types.ts';
import type { Acceptance } from './acceptance.ts';
import { columnBeside } from './column-beside.ts';
import { type Judging, type Place, rulingOn } from './judging.ts';
import type { RuleId } from './rule-ids.ts';
import type { Change, ChangeVerdict } from './types.ts';
import { castWords, checkedCastWords, column, pathText, riskWords, setPolicy, typeIn } from './words.ts';

/** What a difference between two types amounts to, before policy and guards have their say. */
export interface TypeFinding {
  readonly rule: RuleId;
  readonly verdict: ChangeVerdict;
  readonly reason: string;
  readonly remediation: string;
  readonly risk?: Change['risk'] | undefined;
  /** The table would take the submitted type. */
  readonly adopts: boolean;
}

/** What a type that is submitted is worth against the table's. */
export type Standing = 'pinned' | 'from base' | 'claim';

/** The second question: can the batch be written to the table as it is? */
export function findFit(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  acceptance: Acceptance,
  standing: Standing,
): TypeFinding {
  const change = `${column(place.path)} is ${typeIn(table)} in the table and ${typeIn(submitted)} in ${judging.speaker}`;
  switch (acceptance.fit) {
    case 'SAFE': {
      const verdict = standing === 'claim' ? rulingOn(judging, 'TYPE_NARROWED') : 'NONE';
      const fits =
        verdict === 'NONE'
          ? castWords(acceptance.risk)
          : `narrower than the table${riskWords(acceptance.risk)}`;
      return {
        rule: 'TYPE_NARROWED',
        verdict,
        reason: `${change}: ${fits}.`,
        remediation: `Send ${typeIn(table)}, or ${setPolicy('narrowerTypes', 'ALLOW')}: ${castWords(acceptance.risk)}.`,
        risk: acceptance.risk,
        adopts: false,
      };
    }
    case 'CHECKED': {
      const isEvidence = standing === 'pinned';
      return {
        rule: 'TYPE_UNFIT',
        verdict: isEvidence ? 'NONE' : rulingOn(judging, 'TYPE_UNFIT'),
        reason: isEvidence
          ? `${change}: a person decided the column's type, so ${checkedCastWords(table)}.`
          : `${change}: some values may not fit.`,
        remediation: isEvidence ? '' : unfitRemedy(judging, place, table, submitted),
        risk: isEvidence ? 'CHECKED' : undefined,
        adopts: false,
      };
    }
    case 'NO':
      return {
        rule: 'TYPE_CHANGED',
        verdict: rulingOn(judging, 'TYPE_CHANGED'),
        reason: `${change}: neither type can become the other.`,
        remediation: changedRemedy(judging, place, table, submitted),
        adopts: false,
      };
  }
}

function changedRemedy(judging: Judging, place: Place, table: DataType, submitted: DataType): string {
  const { of, call } = columnBeside(judging, place, submitted);
  const whole = of.length === place.path.length ? 'the new type' : `the whole of ${pathText(of)}`;
  return `Send ${typeIn(table)}, or send ${whole} under a new name${call}.`;
}

function unfitRemedy(judging: Judging, place: Place, table: DataType, submitted: DataType): string {
  const pin = judging.declared
    ? ''
    : `; if the table's type is right and the values fit it, pin this column, so that jobs cast: ${pinByHint(judging, place, table)}`;
  const { of, call } = columnBeside(judging, place, submitted);
  const drop = judging.capability.dropColumn.ok
    ? `, and drop ${pathText(of)} when nobody reads it any more`
    : '';
  const replace = `; if the new type is right, add a column for it${call}, have the producer send the values under the new name${drop}`;
  return `Send ${typeIn(table)}${pin}${replace}.`;
}

/** A hint is about one column, where a declared schema would pin them all. */
export function pinByHint({ policy }: Judging, { path }: Place, table: DataType): string {
  const hint = JSON.stringify({ [pathText(path)]: sqlType(table) });
  const others =
    policy.typeHints.length === 0 ? '' : ', with the hints that are there: they are replaced as a whole';
  return `set evolutionPolicy.typeHints to ${hint} (PATCH /datasets/{dataset})${others}`;
}
