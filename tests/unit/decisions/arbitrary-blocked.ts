import * as fc from 'fast-check';
import type { ApprovalRequest, RequestedResolution } from '../../../src/ddl/decisions/types.ts';
import { ACTIONS, actionsOf, choicesOn } from '../../../src/evolution/approval/actions.ts';
import { judge } from '../../../src/evolution/judge.ts';
import type { Change, Policy, Submission, TableState } from '../../../src/evolution/types.ts';
import { decimal, field, primitive, structOf } from '../../../src/schema/constructors.ts';
import type { DataType, StructField, StructType } from '../../../src/schema/types.ts';
import { nearbyStruct, policy, submissionOf, tableState } from '../evolution/arbitrary-table.ts';

export const NEXT_VERSION = 10;

const TYPES: readonly DataType[] = [
  primitive('integer'),
  primitive('long'),
  primitive('double'),
  primitive('float'),
  primitive('string'),
  primitive('date'),
  decimal(10, 2),
  decimal(22, 4),
];

/** A schema close to one: fields are lost, gain another name, change their type or what may be null. */
function nudged(struct: StructType, roll: () => number): StructType {
  const fields = struct.fields.flatMap((each): StructField[] => {
    const type = nudgedType(each.type, roll);
    switch (roll()) {
      case 0:
        return [];
      case 1:
        return [{ ...each, type, nullable: !each.nullable }];
      case 2:
        return [{ ...each, type, name: `${each.name}_now` }];
      case 3:
        return [{ ...each, type }, field(`${each.name}2`, type, { nullable: roll() > 3 })];
      case 4:
        return [{ ...each, type }, field(each.name.toUpperCase(), type)];
      default:
        return [{ ...each, type }];
    }
  });
  const names = new Set<string>();
  return structOf(fields.filter(({ name }) => !names.has(name) && names.add(name)));
}

function nudgedType(type: DataType, roll: () => number): DataType {
  switch (type.kind) {
    case 'struct':
      return nudged(type, roll);
    case 'array':
      return { ...type, elementType: nudgedType(type.elementType, roll) };
    case 'map':
      return { ...type, valueType: nudgedType(type.valueType, roll) };
    default:
      return roll() < 3 ? (TYPES[roll() % TYPES.length] ?? type) : type;
  }
}

const dice = fc.array(fc.nat(9), { minLength: 30, maxLength: 30 });

/** What reads on one table: a schema near the one that the table has, or a first one. */
const given = fc
  .record({
    table: tableState(fc.option(nearbyStruct, { freq: 8 })),
    submission: submissionOf(nearbyStruct),
    policy,
    rolls: dice,
    isGuarded: fc.nat(9).map((n) => n === 0),
  })
  .map(({ table, submission, policy: rules, rolls, isGuarded }) => {
    let index = 0;
    const roll = () => rolls[(index += 1) % rolls.length] ?? 9;
    const schema = table.active === null ? submission.schema : nudged(table.active, roll);
    return {
      table: isGuarded ? table : unguarded(table),
      submission: { ...submission, schema },
      policy: rules,
    };
  });

function unguarded(table: TableState): TableState {
  const none = { pkFields: [], partitionKeys: [], protectedFields: [], formerPkFields: [] };
  return { ...table, ...none, formerPartitionKeys: [] };
}

interface Blocked {
  readonly table: TableState;
  readonly submission: Submission;
  readonly policy: Policy;
  readonly breaking: readonly Change[];
}

/** Submissions that are blocked, and what breaks. */
const blocked: fc.Arbitrary<Blocked> = given
  .map((each) => {
    const { changes } = judge(each.table, each.submission, each.policy);
    return { ...each, breaking: changes.filter(({ verdict }) => verdict === 'BREAKING') };
  })
  .filter(({ breaking }) => breaking.length > 0);

/** With answers that fit to some of the changes. */
export const answered: fc.Arbitrary<ApprovalRequest> = blocked.chain(({ breaking, ...rest }) => {
  const answers = breaking.map((change) => answerTo(change, rest));
  return fc
    .tuple(...answers)
    .map((all) => all.filter((each) => each !== null))
    .map((resolutions) => ({ ...rest, resolutions, nextVersion: NEXT_VERSION }));
});

function answerTo(
  change: Change,
  { table, submission: { origin, schema } }: Pick<Blocked, 'table' | 'submission'>,
): fc.Arbitrary<RequestedResolution | null> {
  const { rule, path } = change;
  const fitting = actionsOf(choicesOn(table, origin)(change));
  if (fitting.length === 0) return fc.constant(null);
  const names = [`${path.at(-1) ?? ''}_now`, ...schema.fields.map(({ name }) => name)];
  const answer = fc
    .tuple(fc.constantFrom(...fitting), fc.constantFrom(...names), fc.boolean())
    .map(([action, to, isNamed]): RequestedResolution => {
      return { path, rule: isNamed ? rule : null, action, to: action === 'RENAME' ? to : null };
    });
  return fc.option(answer, { freq: 3 });
}

/** With whatever anybody may write. */
export const misdirected: fc.Arbitrary<ApprovalRequest> = blocked.chain(
  ({ table, submission, policy: rules }) =>
    fc
      .array(
        fc.record({
          path: fc.array(fc.constantFrom('a', 'b', 'B', 'c', 'id', 'element'), {
            minLength: 1,
            maxLength: 2,
          }),
          rule: fc.constant(null),
          action: fc.constantFrom(...ACTIONS),
          to: fc.option(fc.constantFrom('a', 'b', 'd')),
        }),
        { maxLength: 2 },
      )
      .map((resolutions) => ({ table, submission, policy: rules, resolutions, nextVersion: NEXT_VERSION })),
);
