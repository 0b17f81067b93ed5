import type { Caller } from '../../actor.ts';
import type { Outcome } from '../../problems.ts';
import type { SchemaVersion } from '../schema-versions/schema-version.types.ts';
import type { SchemaVersionDependencies } from '../schema-versions/target.service.ts';
import { approveVersion } from './approve.service.ts';
import type {
  ApprovalAnswer,
  ApproveCommand,
  DecisionAnswer,
  RejectCommand,
  RollBackCommand,
} from './decision.types.ts';
import { rejectVersion } from './reject.service.ts';
import { rollBackTo } from './roll-back.service.ts';

export interface DecisionService {
  /** Makes a new version out of a blocked submission: VERSION_NOT_FOUND, NOT_BLOCKED, NOT_APPROVABLE, VERSION_CONFLICT, PRECONDITION_FAILED. */
  approve(ref: string, command: ApproveCommand, caller: Caller): Promise<Outcome<ApprovalAnswer>>;
  /** VERSION_NOT_FOUND, NOT_BLOCKED, VERSION_CONFLICT, PRECONDITION_FAILED. */
  reject(ref: string, command: RejectCommand, caller: Caller): Promise<Outcome<SchemaVersion>>;
  /** Makes a new version like an earlier one: VERSION_NOT_FOUND, ROLLBACK_REFUSED, VERSION_CONFLICT, PRECONDITION_FAILED. */
  rollBack(ref: string, command: RollBackCommand, caller: Caller): Promise<Outcome<DecisionAnswer>>;
}

export function createDecisionService(deps: SchemaVersionDependencies): DecisionService {
  return {
    approve: (ref, command, caller) => approveVersion(deps, ref, command, caller),
    reject: (ref, command, caller) => rejectVersion(deps, ref, command, caller),
    rollBack: (ref, command, caller) => rollBackTo(deps, ref, command, caller),
  };
}
