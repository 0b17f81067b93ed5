import type { z as zod } from 'zod';
import { MAX_FAULTS } from '../problems.ts';
import { describeIssue, type Finding, findingsOf, firstOf } from './issues.ts';
import { z } from './openapi-zod.ts';

interface Bounds {
  readonly least?: number;
  readonly most: number;
}

/**
 * A list of at most so many elements. One that is too long is one fault, and its elements are not looked at; of the
 * elements that are wrong no more are listed than anybody reads. zod alone would make an issue of every single one.
 */
export function boundedList<T extends zod.ZodType>(element: T, { least = 0, most }: Bounds) {
  const list = z.array(element).max(most, `at most ${most} items`);
  return z.preprocess(
    check((value) => {
      if (!Array.isArray(value)) return [];
      if (value.length > most) return [{ path: [], message: `at most ${most} items` }];
      // A list that cannot hold more faults than are told needs no second look at its elements.
      return most <= MAX_FAULTS ? [] : firstOf(wrongElements(element, value), MAX_FAULTS);
    }),
    least === 0 ? list : list.min(least, `at least ${least} ${least === 1 ? 'item' : 'items'}`),
  );
}

/** The same for an object whose keys are data. */
export function boundedMap<K extends zod.ZodType<string, string>, V extends zod.ZodType>(
  map: zod.ZodRecord<K, V>,
  most: number,
) {
  return z.preprocess(
    check((value) => {
      const isObject = typeof value === 'object' && value !== null;
      return isObject && Object.keys(value).length > most
        ? [{ path: [], message: `at most ${most} entries` }]
        : [];
    }),
    map,
  );
}

/** A step before the schema proper, which only runs when this finds nothing. */
function check(find: (value: unknown) => readonly Finding[]) {
  return (value: unknown, context: zod.RefinementCtx): unknown => {
    for (const { path, message } of find(value)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    return value;
  };
}

function* wrongElements(element: zod.ZodType, values: readonly unknown[]): Generator<Finding> {
  for (const [index, value] of values.entries()) {
    const parsed = element.safeParse(value, { error: describeIssue });
    if (!parsed.success) yield* findingsOf(parsed.error.issues, [index]);
  }
}
