import type { z } from 'zod';
import { accept, refuse, type InputFault, type Outcome } from '../problems.ts';
import { jsonPointer } from '../schema/json/json-pointer.ts';

type Issue = z.core.$ZodIssue;
type Part = InputFault['in'];
type Path = readonly PropertyKey[];

/** More do not help a reader, and an answer is not to grow with the size of a bad request. */
const MAX_FAULTS = 100;

/** Validates one part of a request; every fault is listed, not the first one. */
export function validate(schema: z.ZodType | undefined, value: unknown, part: Part): Outcome<unknown> {
  if (schema === undefined) return accept(undefined);
  const parsed = schema.safeParse(value, { error: describe });
  if (parsed.success) return accept(parsed.data);
  return refuseFaults(parsed.error.issues.flatMap((issue) => faultsOf(issue, part, [])));
}

/** Merges the outcomes of all parts into one refusal that lists every fault. */
export function refuseFaults(faults: readonly InputFault[]): Outcome<never> {
  const [first] = faults;
  const where = first === undefined ? '' : ` ${nameOf(first)}: ${first.message}.`;
  const more = faults.length > 1 ? ` There are ${faults.length} faults in all; see errors.` : '';
  return refuse('INVALID_REQUEST', `The request is not valid.${where}${more}`, {
    errors: faults.slice(0, MAX_FAULTS),
  });
}

function nameOf(fault: InputFault): string {
  return fault.path === '' ? `The ${fault.in}` : `${fault.path} of the ${fault.in}`;
}

function describe(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === 'invalid_type' && issue.input === undefined ? 'is required' : undefined;
}

function faultsOf(issue: Issue, part: Part, parent: Path): readonly InputFault[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => faultAt(part, [...path, key], 'is not known here'));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closestBranch(issue.errors).flatMap((inner) => faultsOf(inner, part, path));
  }
  return [faultAt(part, path, issue.message)];
}

/** The branch that got furthest is most likely the one that was meant. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length));
  return branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
}

function faultAt(part: Part, path: Path, message: string): InputFault {
  return { in: part, path: jsonPointer(path), message };
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Text that PostgreSQL cannot store is no part of any name or value of ours. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}
