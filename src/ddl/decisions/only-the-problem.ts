import { editFields } from '../../evolution/approval/edit-fields.ts';
import { judge } from '../../evolution/judge.ts';
import type { Change, ColumnFact, Judgement, RuleId, TableState } from '../../evolution/types.ts';
import { pathKey } from '../../schema/path.ts';
import type { DataType, Path, StructField } from '../../schema/types.ts';
import { fieldAt, lowerKey } from '../../schema/walk.ts';
import { holderOf } from './kept-facts.ts';
import type { ApprovalPlan } from './plan-approval.ts';
import type { DecidedChange } from './resolution-book.ts';

/** What changes the table beyond what was decided, and can wait for the next batch that brings it. */
const CAN_WAIT: ReadonlySet<RuleId> = new Set<RuleId>(['FIELD_ADDED', 'TYPE_WIDENED', 'NULLABILITY_RELAXED']);

export interface Problem {
  /** Of the submission as far as it was decided about. */
  readonly judgement: Judgement;
  /** What is left to the next batch. */
  readonly left: readonly Change[];
}

/**
 * An approval is about the problem, which other batches have too: what else this submission would bring (optional fields,
 * wider types) they may not have, or have otherwise by now, and would be blocked again for it.
 */
export function onlyTheProblem(
  plan: ApprovalPlan,
  whole: Judgement,
  decided: readonly DecidedChange[],
): Problem {
  const left = plan.table.active === null ? [] : leftOf(whole, decided);
  if (left.length === 0) return { judgement: whole, left: [] };
  const { table, submission, policy } = plan;
  const schema = editFields(table, submission.schema, editOf(table, left));
  const judgement = judge(table, { ...submission, schema }, policy);
  if (judgement.verdict === 'BREAKING') return { judgement: whole, left: [] };
  return { judgement: { ...judgement, factUpdates: factsBeside(judgement.factUpdates, table, left) }, left };
}

/** All new fields were decided about where they were too many. */
function leftOf({ changes }: Judgement, decided: readonly DecidedChange[]): readonly Change[] {
  const known = new Set(decided.map(({ change }) => pathKey(change.path)));
  // Of two spellings the one that stays is decided about, too.
  const spelled = new Set(
    decided.flatMap(({ change: { rule, path } }) => (rule === 'CASE_COLLISION' ? anyCase(path) : [])),
  );
  const isMany = decided.some(({ change }) => change.rule === 'TOO_MANY_NEW_FIELDS');
  return changes.filter(
    ({ rule, verdict, path }) =>
      verdict === 'NON_BREAKING' &&
      CAN_WAIT.has(rule) &&
      !(isMany && rule === 'FIELD_ADDED') &&
      !known.has(pathKey(path)) &&
      !spelled.has(anyCase(path)),
  );
}

function anyCase(path: Path): string {
  return pathKey(path.map(lowerKey));
}

/** New fields go; of the others the table's own type, and whether they may be null, stands for what is left. */
function editOf({ active }: TableState, left: readonly Change[]) {
  const paths = new Map<string, RuleId>(left.map(({ path, rule }) => [pathKey(path), rule]));
  const isLeft = (path: Path) => paths.has(pathKey(path));
  return (path: Path, field: StructField): StructField | null => {
    const column = active === null ? undefined : fieldAt(active, path);
    if (column === undefined) return isLeft(path) ? null : field;
    const type = typeWithout(isLeft, path, column.type, field.type);
    const nullable = isLeft(path) ? column.nullable : field.nullable;
    return type === field.type && nullable === field.nullable ? field : { ...field, type, nullable };
  };
}

/** Fields of structs are edited for themselves. */
function typeWithout(
  isLeft: (path: Path) => boolean,
  path: Path,
  table: DataType,
  submitted: DataType,
): DataType {
  if (table.kind === 'array' && submitted.kind === 'array') {
    const at = [...path, 'element'];
    const elementType = typeWithout(isLeft, at, table.elementType, submitted.elementType);
    const containsNull = isLeft(at) ? table.containsNull : submitted.containsNull;
    const isSame = elementType === submitted.elementType && containsNull === submitted.containsNull;
    return isSame ? submitted : { ...submitted, elementType, containsNull };
  }
  if (table.kind === 'map' && submitted.kind === 'map') {
    const at = [...path, 'value'];
    const valueType = typeWithout(isLeft, at, table.valueType, submitted.valueType);
    const valueContainsNull = isLeft(at) ? table.valueContainsNull : submitted.valueContainsNull;
    const isSame = valueType === submitted.valueType && valueContainsNull === submitted.valueContainsNull;
    return isSame ? submitted : { ...submitted, valueType, valueContainsNull };
  }
  const isNested = submitted.kind === 'struct' || submitted.kind === 'array' || submitted.kind === 'map';
  return isLeft(path) && !isNested ? table : submitted;
}

/** Nothing is said of the type of a column whose submitted one waits. */
function factsBeside(
  facts: readonly ColumnFact[],
  { active }: TableState,
  left: readonly Change[],
): readonly ColumnFact[] {
  if (active === null) return facts;
  const widened = left.filter(({ rule }) => rule === 'TYPE_WIDENED');
  const holders = new Set(widened.map(({ path }) => pathKey(holderOf(active, path))));
  return facts.filter(({ path, dropped }) => dropped !== null || !holders.has(pathKey(path)));
}
