import type { z } from 'zod';
import { accept, MAX_FAULTS, refuse, type InputFault, type Outcome } from '../problems.ts';
import { jsonPointer } from '../schema/json/json-pointer.ts';
import { describeIssue, findingsOf, firstOf } from './issues.ts';

type Part = InputFault['in'];

/** Validates one part of a request; every fault is listed, not the first one. */
export function validate(schema: z.ZodType | undefined, value: unknown, part: Part): Outcome<unknown> {
  if (schema === undefined) return accept(undefined);
  const parsed = schema.safeParse(value, { error: describeIssue });
  if (parsed.success) return accept(parsed.data);
  const findings = firstOf(findingsOf(parsed.error.issues), MAX_FAULTS);
  return refuseFaults(findings.map(({ path, message }) => ({ in: part, path: jsonPointer(path), message })));
}

/** Merges the outcomes of all parts into one refusal that lists every fault. */
export function refuseFaults(faults: readonly InputFault[]): Outcome<never> {
  const [first] = faults;
  const where = first === undefined ? '' : ` ${nameOf(first)}: ${first.message}.`;
  const more = faults.length > 1 ? ` There are ${countOf(faults)} faults in all; see errors.` : '';
  return refuse('INVALID_REQUEST', `The request is not valid.${where}${more}`, {
    errors: faults.slice(0, MAX_FAULTS),
  });
}

/** Who looks for faults may stop at the greatest number. */
function countOf({ length }: readonly InputFault[]): string {
  return length < MAX_FAULTS ? String(length) : `at least ${length}`;
}

function nameOf(fault: InputFault): string {
  return fault.path === '' ? `The ${fault.in}` : `${fault.path} of the ${fault.in}`;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Text that PostgreSQL cannot store is no part of any name or value of ours. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}
