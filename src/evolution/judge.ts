import type { StructType } from '../schema/types.ts';
import { compareStruct } from './compare.ts';
import { hiveWarnings } from './hive-positions.ts';
import { judgeFirst, requireKeys } from './judge-first.ts';
import { beginJudging, type Judging, type Place, rootPlace } from './judging.ts';
import { judgeLimits } from './limits.ts';
import { problemOf } from './problem.ts';
import { projectionOf } from './projection.ts';
import type { Judgement, Policy, Submission, TableState, Verdict } from './types.ts';

/**
 * May a batch's schema be written to the table, what does the table hold then, and how does the batch get there?
 * Deterministic and total for schemas within SCHEMA_LIMITS; linear in the number of fields. `policy.enforcement` is
 * not its business: the verdict is the same whether the service acts on it or not.
 */
export function judge(table: TableState, submission: Submission, policy: Policy): Judgement {
  const judging = beginJudging(table, submission, policy);
  if (submission.schema.fields.length === 0) return concludeEmpty(judging, table.active);
  const root = rootPlace(judging);
  if (table.active === null) return concludeFirst(judging, judgeFirst(judging, root));
  return concludeNext(judging, table.active, mergeInto(judging, root, table.active));
}

function mergeInto(judging: Judging, root: Place, active: StructType): StructType {
  const { schema: submitted, base } = judging.submission;
  const merged = compareStruct(judging, root, { table: active, submitted, base });
  requireKeys(judging, root, active, merged);
  return merged;
}

function concludeEmpty(judging: Judging, active: StructType | null): Judgement {
  judging.warnings.push({
    code: 'EMPTY_SUBMISSION',
    path: null,
    message: `There is no field in ${judging.speaker}: nothing is stored.`,
  });
  return conclude(judging, 'NONE', active);
}

function concludeFirst(judging: Judging, schema: StructType): Judgement {
  judgeLimits(judging, schema);
  if (judging.problems.length > 0) return conclude(judging, 'BREAKING', null);
  if (schema.fields.length > 0) return conclude(judging, 'INITIAL', schema);
  judging.warnings.push({
    code: 'NOTHING_KNOWN',
    path: null,
    message: `No field of ${judging.speaker} had a value that could be stored: nothing is stored.`,
  });
  return conclude(judging, 'NONE', null);
}

function concludeNext(judging: Judging, active: StructType, merged: StructType): Judgement {
  judgeLimits(judging, merged);
  if (judging.problems.length > 0) return conclude(judging, 'BREAKING', active);
  const changes = judging.changes.some(({ verdict }) => verdict === 'NON_BREAKING');
  if (!changes) return conclude(judging, 'NONE', active);
  judging.warnings.push(...hiveWarnings(judging.table, active, merged));
  return conclude(judging, 'NON_BREAKING', merged);
}

/** A batch that must not be written has no projection, and changes no fact. */
function conclude(judging: Judging, verdict: Verdict, effectiveSchema: StructType | null): Judgement {
  const isBreaking = verdict === 'BREAKING';
  const projection =
    isBreaking || effectiveSchema === null
      ? []
      : projectionOf(effectiveSchema, judging.submission, judging.table);
  return {
    verdict,
    changes: judging.changes,
    effectiveSchema,
    projection,
    warnings: judging.warnings,
    factUpdates: isBreaking ? [] : judging.factUpdates,
    problem: problemOf(judging.problems, judging.submission.origin),
  };
}
