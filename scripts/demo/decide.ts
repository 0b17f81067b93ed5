import { Approval, Rejection, RollBack, type Change } from './answers.ts';
import { deviation } from './check-verdict.ts';
import { named, type Request } from './client.ts';
import { readDecision } from './examples.ts';
import { DemoFailure } from './failure.ts';
import type { Stage } from './play.ts';
import type { Act } from './scene.ts';
import { tell, tellChanges, tellVerdict } from './tell.ts';

type Decision = Extract<Act, { kind: 'approve' | 'reject' | 'roll back' }>;

/** A person decides, and says why. */
export async function decide(stage: Stage, person: string, act: Decision, where: string): Promise<void> {
  const { terminal, dataset } = stage;
  const body = await readDecision(act.file);
  const path = act.kind === 'roll back' ? 'schema/rollback' : `schema/versions/${act.version}/${act.kind}`;
  const request: Request = { method: 'POST', path: `/datasets/${dataset}/${path}`, body, actor: person };
  tell(terminal, person, named(request));
  tell(terminal, 'because', body.reason, 'bold');
  switch (act.kind) {
    case 'approve':
      return approve(stage, request, act, where);
    case 'reject':
      return reject(stage, request, act, where);
    case 'roll back':
      return rollBack(stage, request, act, where);
  }
}

async function approve(
  { client, terminal }: Stage,
  request: Request,
  act: Extract<Act, { kind: 'approve' }>,
  where: string,
): Promise<void> {
  const { version, resolutions, changes, changeType } = await client.ask(request, Approval);
  for (const { action, outcome } of resolutions) tell(terminal, action.toLowerCase(), outcome);
  tellVerdict(terminal, changeType, `version ${version ?? 'none'} is active`);
  tellChanges(terminal, changes);
  verify(act, { changeType, active: version, changes }, where);
}

async function reject(
  { client, terminal }: Stage,
  request: Request,
  act: Extract<Act, { kind: 'reject' }>,
  where: string,
): Promise<void> {
  const { status, version } = await client.ask(request, Rejection);
  tell(terminal, 'answer', `version ${version} is rejected: whoever sends that again is told so.`);
  if (status !== 'rejected' || version !== act.version)
    throw new DemoFailure(`${where}: version ${version} is ${status}.`);
}

async function rollBack(
  { client, terminal }: Stage,
  request: Request,
  act: Extract<Act, { kind: 'roll back' }>,
  where: string,
): Promise<void> {
  const { version, changes, changeType } = await client.ask(request, RollBack);
  tellVerdict(terminal, changeType, `version ${version ?? 'none'} is active`);
  tellChanges(terminal, changes);
  verify(act, { changeType, active: version, changes }, where);
}

interface Seen {
  readonly changeType: string;
  readonly active: number | null;
  readonly changes: readonly Change[];
}

function verify(
  { expect }: Extract<Act, { kind: 'approve' | 'roll back' }>,
  seen: Seen,
  where: string,
): void {
  const difference = deviation(expect, seen);
  if (difference !== null) throw new DemoFailure(`${where}: ${difference}.`);
}
