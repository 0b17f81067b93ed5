import type { RequestedResolution } from '../../ddl/decisions/types.ts';
import { accept, type InputFault, type Outcome, refuseWithFaults } from '../../problems.ts';
import { parsePath } from '../../schema/path.ts';
import { decidedAbout } from './decision-guards.ts';
import type { ApproveBody } from './decision.schemas.ts';
import type { ApproveCommand } from './decision.types.ts';

/** What a request decides, parsed; or why it cannot be read, with a path to each fault. */
export function approveCommandOf(
  version: number,
  body: ApproveBody,
  ifMatch: readonly string[] | null,
): Outcome<ApproveCommand> {
  const { reason, expectedVersion, dryRun } = body;
  const resolutions: RequestedResolution[] = [];
  const errors: InputFault[] = [];
  for (const [index, { path, rule, action, to }] of body.resolutions.entries()) {
    const at = `/resolutions/${index}`;
    const parsed = typeof path === 'string' ? parsePath(path) : { ok: true as const, value: path };
    if (!parsed.ok) errors.push(fault(`${at}/path`, parsed.errors[0]?.message ?? 'is not a path'));
    if (action === 'RENAME' && to === undefined) errors.push(fault(`${at}/to`, 'RENAME needs the new name'));
    if (action !== 'RENAME' && to !== undefined) errors.push(fault(`${at}/to`, 'belongs to RENAME alone'));
    if (parsed.ok) resolutions.push({ path: parsed.value, rule: rule ?? null, action, to: to ?? null });
  }
  if (errors.length > 0) return refuseWithFaults('INVALID_REQUEST', 'A resolution cannot be read.', errors);
  return accept({ version, reason, resolutions, dryRun, ...decidedAbout(expectedVersion, ifMatch) });
}

function fault(path: string, message: string): InputFault {
  return { in: 'body', path, message };
}
