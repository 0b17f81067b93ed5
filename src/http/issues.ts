import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** One thing that is wrong, and where in the value that was checked. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
}

/** Our words where zod's own would not help; pass it to every parse. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is required';
  return issue.code === 'unrecognized_keys' ? 'is not known here' : undefined;
}

/** What the issues come to, one after another, so that who has enough can stop. */
export function* findingsOf(issues: readonly Issue[], parent: Path = []): Generator<Finding> {
  for (const issue of issues) {
    const path = [...parent, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) yield { path: [...path, key], message: issue.message };
    } else if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      yield* findingsOf(closestBranch(issue.errors), path);
    } else {
      yield { path, message: issue.message };
    }
  }
}

export function firstOf<T>(values: Iterable<T>, most: number): T[] {
  const taken: T[] = [];
  for (const value of values) {
    if (taken.length === most) break;
    taken.push(value);
  }
  return taken;
}

/** The branch that got furthest is most likely the one that was meant: one that the type fits got further. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  return branches.reduce((best, branch) => (reach(branch) > reach(best) ? branch : best));
}

function reach(issues: readonly Issue[]): number {
  return issues.reduce((furthest, issue) => Math.max(furthest, reachOf(issue)), -1);
}

function reachOf({ code, path }: Issue): number {
  return path.length === 0 && code === 'invalid_type' ? -0.5 : path.length;
}
