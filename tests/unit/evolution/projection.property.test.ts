import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { accept } from '../../../src/evolution/acceptance.ts';
import { judge } from '../../../src/evolution/judge.ts';
import { typeOfField, typeSaidOf } from '../../../src/evolution/type-of-field.ts';
import type { ProjectionStep } from '../../../src/evolution/types.ts';
import { pathKey } from '../../../src/schema/path.ts';
import { sameTypeIgnoringNullability } from '../../../src/schema/same-type.ts';
import { typeText } from '../../../src/schema/sql/type-text.ts';
import type { DataType, Path, StructType } from '../../../src/schema/types.ts';
import { fieldAt, typeAt } from '../../../src/schema/walk.ts';
import { runs } from '../../support/property.ts';
import { nearbyStruct, policy, submissionOf, tableState } from './arbitrary-table.ts';

interface Case {
  readonly effective: StructType;
  readonly submitted: StructType;
  readonly steps: readonly ProjectionStep[];
}

/** Whatever a batch is let through with. */
const projections: fc.Arbitrary<Case> = fc
  .tuple(tableState(fc.option(nearbyStruct, { freq: 6 })), submissionOf(nearbyStruct), policy)
  .map(([table, submission, rules]) => {
    const { effectiveSchema, projection } = judge(table, submission, rules);
    return {
      effective: effectiveSchema ?? { kind: 'struct', fields: [] },
      submitted: submission.schema,
      steps: projection,
    };
  });

function eachStep(check: (step: ProjectionStep, target: DataType, source: DataType | null) => void): void {
  fc.assert(
    fc.property(projections, ({ effective, submitted, steps }) => {
      for (const step of steps) {
        const target = typeIn(effective, step.target);
        const source = step.source === null ? null : sourceOf(effective, submitted, step.target, step.source);
        if (target === undefined || source === undefined) throw new Error(`no ${pathKey(step.target)}`);
        check(step, target, source);
      }
    }),
    { numRuns: runs },
  );
}

/** A length is of the type, wherever it stands. */
function typeIn(schema: StructType, path: Path): DataType | undefined {
  const field = fieldAt(schema, path);
  return field === undefined ? typeAt(schema, path) : typeOfField(field);
}

function sourceOf(
  effective: StructType,
  submitted: StructType,
  target: Path,
  source: Path,
): DataType | undefined {
  const field = fieldAt(submitted, source);
  const known = fieldAt(effective, target);
  return field === undefined || known === undefined ? typeAt(submitted, source) : typeSaidOf(known, field);
}

const isLeaf = ({ kind }: DataType): boolean => kind !== 'struct' && kind !== 'array' && kind !== 'map';

describe('a projection', () => {
  it('casts to the type of the target, and only where the types differ', () => {
    eachStep(({ cast }, target, source) => {
      if (cast !== undefined) expect(cast).toBe(typeText(target));
      if (source !== null && cast !== undefined)
        expect(sameTypeIgnoringNullability(source, target)).toBe(false);
      if (source !== null && cast === undefined && isLeaf(target)) {
        expect(sameTypeIgnoringNullability(source, target)).toBe(true);
      }
    });
  });

  it('marks exactly the casts that depend on the values', () => {
    eachStep(({ cast, checked }, target, source) => {
      if (source === null || !isLeaf(target) || !isLeaf(source) || cast === undefined) return;
      expect(accept(target, source).fit).toBe(checked === true ? 'CHECKED' : 'SAFE');
    });
  });

  it('uses no field of the batch for two columns', () => {
    fc.assert(
      fc.property(projections, ({ steps }) => {
        const sources = steps.flatMap(({ source }) => (source === null ? [] : [pathKey(source)]));
        expect(new Set(sources).size).toBe(sources.length);
      }),
      { numRuns: runs },
    );
  });

  it('has no source below a field that has none', () => {
    fc.assert(
      fc.property(projections, ({ steps }) => {
        const absent = steps.flatMap(({ target, source }) => (source === null ? [target] : []));
        for (const { target, source } of steps) {
          const isBelow = absent.some(
            (path) => path.length < target.length && path.every((s, i) => s === target[i]),
          );
          if (isBelow) expect(source).toBeNull();
        }
      }),
      { numRuns: runs },
    );
  });

  it('casts nothing that has steps below it', () => {
    fc.assert(
      fc.property(projections, ({ steps }) => {
        const above = new Set(
          steps.flatMap(({ target }) =>
            target.slice(1).map((_, index) => pathKey(target.slice(0, index + 1))),
          ),
        );
        for (const { target, cast } of steps)
          if (cast !== undefined) expect(above.has(pathKey(target))).toBe(false);
      }),
      { numRuns: runs },
    );
  });
});
