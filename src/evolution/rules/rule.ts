import type { RuleId } from '../rule-ids.ts';
import type { ChangeKind, ChangeVerdict, Origin, Policy, PolicySettings } from '../types.ts';

/** The settings that choose between words, not the limits. */
type Switch = Exclude<keyof PolicySettings, 'maxNewFields' | 'maxColumns' | 'typeHints'>;

/** A verdict, or the setting that decides it; null where the rule does not apply. */
export type Ruling =
  | ChangeVerdict
  | { readonly setting: Switch; readonly verdicts: Readonly<Record<string, ChangeVerdict>> }
  | null;

export interface Rule {
  readonly id: RuleId;
  readonly kind: ChangeKind;
  /** What it finds, in one sentence. */
  readonly finds: string;
  /** Why it is judged so. */
  readonly because: string;
  readonly ruling: Readonly<Record<Origin, Ruling>>;
  /** Settings that have a say beside the one of the ruling. */
  readonly alsoDecidedBy?: readonly (keyof PolicySettings)[];
  /** Cases that are judged otherwise, a sentence each. */
  readonly exceptions: readonly string[];
}

/** A ruling that a setting decides; every value of the setting has its verdict. */
export function by<S extends Switch>(
  setting: S,
  verdicts: Readonly<Record<PolicySettings[S], ChangeVerdict>>,
): Ruling {
  return { setting, verdicts };
}

/** The same ruling whoever speaks. */
export function both(ruling: Ruling): Rule['ruling'] {
  return { INFERRED: ruling, DECLARED: ruling };
}

/** What a rule says for an origin under a policy, its exceptions aside; null where it does not apply. */
export function verdictBy(rule: Rule, origin: Origin, policy: Policy): ChangeVerdict | null {
  const ruling = rule.ruling[origin];
  if (ruling === null || typeof ruling === 'string') return ruling;
  return ruling.verdicts[policy[ruling.setting]] ?? 'BREAKING';
}
