import { endpoint, type Endpoint } from '../../http/endpoint.ts';
import { structToJson } from '../../schema/print-json.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import type { SchemaVersion } from '../schema-versions/schema-version.types.ts';
import { VersionConflict } from '../schema-versions/version-conflict.schemas.ts';
import { approveCommandOf } from './approve-command.ts';
import {
  APPROVE_EXAMPLES,
  APPROVE_PROBLEM_EXAMPLES,
  APPROVE_RESULT_EXAMPLES,
  REJECT_EXAMPLES,
  REJECT_PROBLEM_EXAMPLES,
  REJECT_RESULT_EXAMPLES,
  ROLL_BACK_EXAMPLES,
  ROLL_BACK_PROBLEM_EXAMPLES,
  ROLL_BACK_RESULT_EXAMPLES,
} from './decision.examples.ts';
import { decidedAbout } from './decision-guards.ts';
import {
  ApproveParams,
  ApproveRequest,
  ApproveResponse,
  NotApprovable,
  RejectParams,
  RejectRequest,
  RejectResponse,
  RollBackRefusals,
  RollBackRequest,
  RollBackResponse,
} from './decision.schemas.ts';
import type { DecisionService } from './decision.service.ts';

export interface DecisionContext {
  readonly decisions: DecisionService;
}

const approve = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/schema/versions/{version}/approve',
  operationId: 'approveSchemaVersion',
  tag: 'Decisions',
  summary: 'Let a blocked version in',
  description:
    'Makes a new version out of what was blocked and the schema that is active now, by a decision about each breaking change. ' +
    'From then on every batch with the same problem passes. What else it brings and breaks nothing (optional fields, wider types) ' +
    'is left to the next batch, and `warnings` name it: `LEFT_TO_NEXT_BATCH`.\n\n' +
    'Without `resolutions` each change is resolved by default: a missing field stays and may be absent from now on (KEEP; of a ' +
    'DECLARED schema it is dropped: DROP); a wider type is taken where the format can (ADOPT), any other type that fits by a cast ' +
    "leaves the column as it is, and batches are cast to the table's type (KEEP); a new field that the policy stops is added (ADOPT); " +
    'a name that cannot be stored, or a corrupt record, is left out (LEAVE_OUT). On request: DROP a missing field; RENAME it `to` the ' +
    'new field that it has become, which leaves the old name as an alias; LEAVE_OUT a new field.\n\n' +
    '409 `NOT_APPROVABLE` names what nobody can approve: types that share nothing, keys, partition and protected columns, what the ' +
    'table format cannot do. `dryRun` shows the decision and what comes of it. `If-Match` (the ETag of the active ' +
    'schema) and `expectedVersion` refuse to decide about a schema that has moved.',
  permission: 'schema:admin',
  params: ApproveParams,
  body: { schema: ApproveRequest, examples: APPROVE_EXAMPLES },
  takesIfMatch: true,
  responses: {
    200: {
      description: 'Approved, or rehearsed.',
      schema: ApproveResponse,
      examples: APPROVE_RESULT_EXAMPLES,
    },
  },
  problems: [
    'DATASET_NOT_FOUND',
    'VERSION_NOT_FOUND',
    'DATASET_ARCHIVED',
    'NOT_BLOCKED',
    'NOT_APPROVABLE',
    'VERSION_CONFLICT',
    'PRECONDITION_FAILED',
    'DATASET_BUSY',
  ],
  problemSchemas: { NOT_APPROVABLE: NotApprovable, VERSION_CONFLICT: VersionConflict },
  problemExamples: APPROVE_PROBLEM_EXAMPLES,
  handle: async ({ decisions }: DecisionContext, { params, body, ifMatch, caller }) => {
    const command = approveCommandOf(params.version, body, ifMatch);
    if (!command.ok) return command;
    const answer = await decisions.approve(params.dataset, command.value, caller);
    if (!answer.ok) return answer;
    return { ok: true, status: 200, body: { ...answer.value, schema: structToJson(answer.value.schema) } };
  },
});

const reject = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/schema/versions/{version}/reject',
  operationId: 'rejectSchemaVersion',
  tag: 'Decisions',
  summary: 'Decide against a blocked version',
  description:
    'The same problem stays refused, with the same version: the 409 that a job gets says who rejected it and why. A rejected ' +
    'version can still be approved, and is resolved by itself when another change makes it harmless.',
  permission: 'schema:admin',
  params: RejectParams,
  body: { schema: RejectRequest, examples: REJECT_EXAMPLES },
  takesIfMatch: true,
  responses: { 200: { description: 'Rejected.', schema: RejectResponse, examples: REJECT_RESULT_EXAMPLES } },
  problems: [
    'DATASET_NOT_FOUND',
    'VERSION_NOT_FOUND',
    'DATASET_ARCHIVED',
    'NOT_BLOCKED',
    'VERSION_CONFLICT',
    'PRECONDITION_FAILED',
    'DATASET_BUSY',
  ],
  problemSchemas: { VERSION_CONFLICT: VersionConflict },
  problemExamples: REJECT_PROBLEM_EXAMPLES,
  handle: async ({ decisions }: DecisionContext, { params, body, ifMatch, caller }) => {
    const { expectedVersion, reason } = body;
    const command = { version: params.version, reason, ...decidedAbout(expectedVersion, ifMatch) };
    const rejected = await decisions.reject(params.dataset, command, caller);
    return rejected.ok ? { ok: true, status: 200, body: rejectionBody(rejected.value) } : rejected;
  },
});

const rollBack = endpoint({
  method: 'post',
  path: '/datasets/{dataset}/schema/rollback',
  operationId: 'rollBackSchema',
  tag: 'Decisions',
  summary: 'Go back to an earlier schema',
  description:
    'Makes a new version with the columns, names, types, nullability, comments and order of an earlier one, under the guards and ' +
    'limits of DDL. Columns that came since are dropped and leave tombstones: batches that still bring them go on, and do not bring ' +
    'them back. Columns that went come back, nullable, and batches may lack them until one has brought them; a rename is taken back, ' +
    'and leaves an alias. What data written since may contradict (a narrower type, NOT NULL) needs `force`. No data are touched.',
  permission: 'schema:admin',
  params: DatasetParams,
  body: { schema: RollBackRequest, examples: ROLL_BACK_EXAMPLES },
  takesIfMatch: true,
  responses: {
    200: {
      description: 'Rolled back, rehearsed, or nothing to do.',
      schema: RollBackResponse,
      examples: ROLL_BACK_RESULT_EXAMPLES,
    },
  },
  problems: [
    'DATASET_NOT_FOUND',
    'VERSION_NOT_FOUND',
    'DATASET_ARCHIVED',
    'ROLLBACK_REFUSED',
    'VERSION_CONFLICT',
    'PRECONDITION_FAILED',
    'DATASET_BUSY',
  ],
  problemSchemas: { ROLLBACK_REFUSED: RollBackRefusals, VERSION_CONFLICT: VersionConflict },
  problemExamples: ROLL_BACK_PROBLEM_EXAMPLES,
  handle: async ({ decisions }: DecisionContext, { params, body, ifMatch, caller }) => {
    const command = { ...body, ...decidedAbout(body.expectedVersion, ifMatch) };
    const answer = await decisions.rollBack(params.dataset, command, caller);
    if (!answer.ok) return answer;
    return { ok: true, status: 200, body: { ...answer.value, schema: structToJson(answer.value.schema) } };
  },
});

function rejectionBody({ version, occurrences, decision }: SchemaVersion) {
  if (decision === null) throw new Error(`Version ${version} was rejected, but nobody decided about it`);
  const { reason, by, at } = decision;
  return { status: 'rejected', version, reason, decidedBy: by, decidedAt: at.toISOString(), occurrences };
}

export const decisionEndpoints: readonly Endpoint<DecisionContext>[] = [approve, reject, rollBack];
