import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path } from '../schema/types.ts';
import { capabilitiesOf, type Capability, capabilityOf } from './capability.ts';
import {
  type Dropped,
  type Guard,
  type Mark,
  markBelow,
  marksOf,
  type NullMark,
  nullMarksOf,
} from './marks.ts';
import { problemLine } from './problem.ts';
import type { RuleId } from './rule-ids.ts';
import { RULES, verdictBy } from './rules.ts';
import type {
  Change,
  ChangeVerdict,
  ColumnFact,
  FormatAnswer,
  Policy,
  Submission,
  TableState,
  Warning,
} from './types.ts';

/** One judgement under way: what it judges by, and what it has found so far. */
export interface Judging {
  readonly table: TableState;
  readonly submission: Submission;
  readonly policy: Policy;
  readonly capability: Capability;
  /** What each format that the table must suit can do for itself. */
  readonly formats: ReturnType<typeof capabilitiesOf>;
  readonly declared: boolean;
  /** How sentences call what was submitted. */
  readonly speaker: string;
  readonly changes: Change[];
  readonly warnings: Warning[];
  readonly factUpdates: ColumnFact[];
  /** One line per breaking change. */
  readonly problems: string[];
  /** Tombstones whose columns the submission brings, under however many spellings. */
  readonly arrived: Set<Dropped>;
  /** New fields that were let in, to be counted at the end. */
  readonly admitted: Admitted[];
}

export interface Admitted {
  readonly path: Path;
  /** Fields it brings, nested ones counted. */
  readonly fields: number;
  readonly change: Change;
}

/** Where a judgement is in the schemas, and what it knows of that place. */
export interface Place {
  /** As the table spells it. */
  readonly path: Path;
  readonly mark: Mark | undefined;
  readonly nulls: NullMark | undefined;
  /** Of this column or of one around it. */
  readonly guard: Guard | null;
  readonly derived: boolean;
  /** Of the field that holds it: elements and values share its fact. */
  readonly pinned: boolean;
  /** Of the same: a decision let it stand as it is. */
  readonly settled: boolean;
  /** The type that a person says it has; null where nobody does. */
  readonly hint: DataType | null;
}

export function beginJudging(table: TableState, submission: Submission, policy: Policy): Judging {
  const declared = submission.origin === 'DECLARED';
  return {
    table,
    submission,
    policy,
    capability: capabilityOf(table.format, table.properties),
    formats: capabilitiesOf(table.format, table.properties),
    declared,
    speaker: declared ? 'the declared schema' : 'the batch',
    changes: [],
    warnings: [],
    factUpdates: [],
    problems: [],
    arrived: new Set(),
    admitted: [],
  };
}

export function rootPlace({ table, submission, policy, declared }: Judging): Place {
  const mark = marksOf(table, declared ? [] : policy.typeHints);
  const nulls = nullMarksOf(submission);
  return { path: [], mark, nulls, guard: null, derived: false, pinned: false, settled: false, hint: null };
}

/** The place of a field: `name` as the table spells it, `submittedAs` as the submission does. */
export function placeOfField(parent: Place, name: string, submittedAs = name): Place {
  const mark = markBelow(parent.mark, name);
  const { pinned = false, settled = false } = mark?.fact ?? {};
  return {
    path: [...parent.path, name],
    mark,
    nulls: parent.nulls?.below.get(submittedAs),
    guard: parent.guard ?? mark?.guard ?? null,
    derived: parent.derived || mark?.derived === true,
    pinned,
    settled,
    hint: mark?.hint ?? null,
  };
}

/** The place of an element, a key or a value. */
export function placeBelow(parent: Place, step: 'element' | 'key' | 'value'): Place {
  const mark = markBelow(parent.mark, step);
  return {
    ...parent,
    path: [...parent.path, step],
    mark,
    nulls: parent.nulls?.below.get(step),
    guard: parent.guard ?? mark?.guard ?? null,
    hint: mark?.hint ?? partOf(parent.hint, step),
  };
}

/** What the hint of an array or a map says of its parts. */
function partOf(hint: DataType | null, step: 'element' | 'key' | 'value'): DataType | null {
  if (hint?.kind === 'array') return step === 'element' ? hint.elementType : null;
  if (hint?.kind !== 'map' || step === 'element') return null;
  return step === 'key' ? hint.keyType : hint.valueType;
}

/** What a rule says here and now, its exceptions aside. A rule that does not apply to this origin says nothing: NONE. */
export function rulingOn(judging: Judging, rule: RuleId): ChangeVerdict {
  return verdictBy(RULES[rule], judging.submission.origin, judging.policy) ?? 'NONE';
}

interface Finding {
  readonly rule: RuleId;
  readonly path: Path;
  readonly verdict: ChangeVerdict;
  readonly before?: DataType | string;
  readonly after?: DataType | string;
  readonly reason: string;
  /** Said where the change is breaking. */
  readonly remediation?: string;
  readonly risk?: Change['risk'] | undefined;
  /** Asked and said where the change would alter the table. */
  readonly formats?: (() => readonly FormatAnswer[]) | undefined;
}

/** Puts a change on record. */
export function report(judging: Judging, finding: Finding): Change {
  const { rule, path, verdict, before, after, reason, remediation, risk, formats } = finding;
  const change: Change = {
    rule,
    kind: RULES[rule].kind,
    path,
    before: textOf(before),
    after: textOf(after),
    verdict,
    reason,
    ...(verdict === 'BREAKING' && remediation !== undefined ? { remediation } : {}),
    ...(risk === undefined ? {} : { risk }),
    ...(verdict === 'NONE' || formats === undefined ? {} : { formats: formats() }),
  };
  judging.changes.push(change);
  if (verdict === 'BREAKING') judging.problems.push(problemLine(rule, path, before, after));
  return change;
}

function textOf(side: DataType | string | undefined): string | null {
  if (side === undefined) return null;
  return typeof side === 'string' ? side : typeText(side);
}
