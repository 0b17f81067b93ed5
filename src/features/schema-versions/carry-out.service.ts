import type { Transaction } from '../../db/client.ts';
import { inDatasetTransaction } from '../../db/transaction.ts';
import type { Outcome } from '../../problems.ts';
import type { VersionKey } from './schema-state.repository.ts';
import { lockTarget, readTarget, type SchemaVersionDependencies, type Target } from './target.service.ts';

/** A command that a person may rehearse: what it comes to, and what is done about it. */
export interface Rehearsable<Plan, Answer> {
  readonly dryRun: boolean;
  plan(tx: Transaction, target: Target): Promise<Outcome<Plan>>;
  rehearse(tx: Transaction, target: Target, plan: Plan): Promise<Outcome<Answer>>;
  perform(tx: Transaction, target: Target, plan: Plan): Promise<Outcome<Answer>>;
}

/** A rehearsal is worked out on what can be read, and writes nothing; the rest under the lock of the dataset. */
export async function carryOut<Plan, Answer>(
  deps: SchemaVersionDependencies,
  ref: string,
  command: Rehearsable<Plan, Answer>,
): Promise<Outcome<Answer>> {
  if (command.dryRun) {
    const { prisma } = deps.database;
    const target = await readTarget(deps, ref);
    return target.ok ? planned(prisma, target.value, command, 'rehearse') : target;
  }
  return inDatasetTransaction(deps.database, ref, async (tx) => {
    const target = await lockTarget(deps, tx, ref);
    return target.ok ? planned(tx, target.value, command, 'perform') : target;
  });
}

/** What an answer says once a new version is active. */
export function applied({ version, id }: VersionKey) {
  return { status: 'applied' as const, newVersion: version, version, activeSchemaVersionId: id };
}

async function planned<Plan, Answer>(
  tx: Transaction,
  target: Target,
  command: Rehearsable<Plan, Answer>,
  next: 'rehearse' | 'perform',
): Promise<Outcome<Answer>> {
  const plan = await command.plan(tx, target);
  return plan.ok ? command[next](tx, target, plan.value) : plan;
}
