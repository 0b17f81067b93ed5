import type { Caller } from '../../actor.ts';
import { accept, type Outcome } from '../../problems.ts';
import { acknowledge, type AppliedCommand } from './applied.service.ts';
import { readAsOf, type Moment } from './as-of.service.ts';
import { evolve, judgeUnlocked } from './evolve.service.ts';
import { answerOf } from './evolve-answer.ts';
import {
  diffVersions,
  listVersions,
  readActive,
  readVersion,
  type VersionDiff,
  type VersionPage,
} from './read-versions.service.ts';
import { recordOpinion } from './record-opinion.service.ts';
import type {
  BatchSchema,
  CompareAnswer,
  EvolveAnswer,
  SchemaVersion,
  VersionFilter,
} from './schema-version.types.ts';
import type { SchemaVersionDependencies } from './target.service.ts';

export interface SchemaVersionService {
  evolve(ref: string, batch: BatchSchema, caller: Caller): Promise<Outcome<EvolveAnswer>>;
  /** The verdict that `evolve` would give, with nothing written. */
  compare(ref: string, batch: BatchSchema): Promise<Outcome<CompareAnswer>>;
  recordOpinion(ref: string, source: BatchSchema['source'], caller: Caller): Promise<Outcome<null>>;
  active(ref: string): Promise<Outcome<SchemaVersion>>;
  version(ref: string, version: number): Promise<Outcome<SchemaVersion>>;
  asOf(ref: string, moment: Moment): Promise<Outcome<SchemaVersion>>;
  /** That the real table has a version's schema, and by which commit. */
  acknowledge(ref: string, command: AppliedCommand, caller: Caller): Promise<Outcome<SchemaVersion>>;
  versions(ref: string, page: VersionFilter): Promise<Outcome<VersionPage>>;
  diff(ref: string, from: number, to: number): Promise<Outcome<VersionDiff>>;
}

export function createSchemaVersionService(deps: SchemaVersionDependencies): SchemaVersionService {
  return {
    evolve: (ref, batch, caller) => evolve(deps, ref, batch, caller),
    compare: (ref, batch) => compare(deps, ref, batch),
    recordOpinion: (ref, source, caller) => recordOpinion(deps, ref, source, caller),
    active: (ref) => readActive(deps, ref),
    version: (ref, version) => readVersion(deps, ref, version),
    asOf: (ref, moment) => readAsOf(deps, ref, moment),
    acknowledge: (ref, command, caller) => acknowledge(deps, ref, command, caller),
    versions: (ref, page) => listVersions(deps, ref, page),
    diff: (ref, from, to) => diffVersions(deps, ref, from, to),
  };
}

async function compare(
  deps: SchemaVersionDependencies,
  ref: string,
  batch: BatchSchema,
): Promise<Outcome<CompareAnswer>> {
  const judged = await judgeUnlocked(deps, ref, batch);
  if (!judged.ok) return judged;
  const answer = await answerOf(deps, deps.database.prisma, judged.value, batch, null);
  return accept({ ...answer, changeType: judged.value.judgement.verdict });
}
