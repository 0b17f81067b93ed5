import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { capabilityOf } from '../../../src/evolution/capability.ts';
import { judge } from '../../../src/evolution/judge.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import {
  ORIGINS,
  PRESETS,
  type Submission,
  TABLE_FORMATS,
  type TableState,
  VERDICTS,
} from '../../../src/evolution/types.ts';
import { typeOfField } from '../../../src/evolution/type-of-field.ts';
import { field, primitive, structOf } from '../../../src/schema/constructors.ts';
import { sameType } from '../../../src/schema/same-type.ts';
import type { StructType } from '../../../src/schema/types.ts';
import { pathKey } from '../../../src/schema/path.ts';
import { fieldsOf, typeAt } from '../../../src/schema/walk.ts';
import { plainStruct, structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import {
  after,
  nearbyStruct,
  paths,
  plainTable,
  policy,
  reversed,
  submissionOf,
  tableState,
  textStruct,
} from './arbitrary-table.ts';

const options = { numRuns: runs };
const anyStruct = fc.oneof({ weight: 3, arbitrary: nearbyStruct }, { weight: 1, arbitrary: structType });
const anyTable = tableState(fc.option(anyStruct, { freq: 6 }));
const anySubmission = submissionOf(anyStruct);

function lengthsInTypes(schema: StructType): StructType {
  return structOf(
    schema.fields.map((each) => {
      const type = typeOfField(each);
      // Where the metadata hold a length, the generator has nothing else in them.
      return type === each.type ? each : { ...each, type, metadata: {} };
    }),
  );
}

function submission(schema: StructType, rest: Partial<Submission> = {}): Submission {
  return { schema, origin: 'INFERRED', nullOnlyPaths: [], base: null, ...rest };
}

describe('judge, whatever it is given', () => {
  it('never throws, gives the same answer twice, and its verdict is the greatest of its changes', () => {
    fc.assert(
      fc.property(anyTable, anySubmission, policy, (table, submitted, rules) => {
        const judgement = judge(table, submitted, rules);
        expect(judge(table, submitted, rules)).toEqual(judgement);
        const ranks = judgement.changes.map(({ verdict }) => VERDICTS.indexOf(verdict));
        const greatest = VERDICTS[Math.max(0, ...ranks)];
        if (judgement.verdict !== 'INITIAL') expect(judgement.verdict).toBe(greatest);
        else expect(greatest).toBe('NONE');
      }),
      options,
    );
  });

  it('changes nothing when it is breaking, and says what the problem is only then', () => {
    fc.assert(
      fc.property(anyTable, anySubmission, policy, (table, submitted, rules) => {
        const judgement = judge(table, submitted, rules);
        expect(judgement.problem !== null).toBe(judgement.verdict === 'BREAKING');
        if (judgement.verdict !== 'BREAKING') return;
        expect(judgement.effectiveSchema).toBe(table.active);
        expect(judgement.factUpdates).toEqual([]);
        expect(judgement.projection).toEqual([]);
      }),
      options,
    );
  });

  it('leaves the active schema as it is, to the last detail, when nothing changed', () => {
    fc.assert(
      fc.property(anyTable, anySubmission, policy, (table, submitted, rules) => {
        const judgement = judge(table, submitted, rules);
        if (judgement.verdict === 'NONE') expect(judgement.effectiveSchema).toBe(table.active);
      }),
      options,
    );
  });

  it('projects onto every field of the effective schema once, out of fields that the batch has', () => {
    fc.assert(
      fc.property(anyTable, anySubmission, policy, (table, submitted, rules) => {
        const { verdict, effectiveSchema, projection } = judge(table, submitted, rules);
        if (verdict === 'BREAKING' || effectiveSchema === null) return;
        expect(projection.map(({ target }) => pathKey(target))).toEqual(paths(effectiveSchema));
        for (const { source } of projection) {
          if (source !== null) expect(typeAt(submitted.schema, source)).toBeDefined();
        }
      }),
      options,
    );
  });

  it.each([
    ['anything', anyTable, anySubmission],
    ['text of a length', tableState(textStruct), submissionOf(textStruct)],
  ])('finds nothing new in the same submission again, once it was acted on: %s', (_, tables, submissions) => {
    fc.assert(
      fc.property(tables, submissions, policy, (table, submitted, rules) => {
        const first = judge(table, submitted, rules);
        if (first.verdict === 'BREAKING') return;
        const again = judge(after(table, first), submitted, rules);
        expect(again.verdict).toBe('NONE');
        expect(again.factUpdates).toEqual([]);
      }),
      options,
    );
  });

  it('judges a length alike in the type and in the metadata', () => {
    fc.assert(
      fc.property(tableState(textStruct), submissionOf(textStruct), policy, (state, submitted, rules) => {
        const isText = submitted.schema.fields.every((each) => typeOfField(each).kind === 'character');
        if (!isText || submitted.base !== null) return;
        const table = { ...state, facts: [] };
        const inTypes = { ...submitted, schema: lengthsInTypes(submitted.schema) };
        const unhinted = { ...rules, typeHints: [] };
        const { verdict } = judge(table, submitted, unhinted);
        expect(judge(table, inTypes, unhinted).verdict).toBe(verdict);
      }),
      options,
    );
  });

  it('never takes a field away, nor changes one that it was not asked about', () => {
    fc.assert(
      fc.property(anyTable, anySubmission, policy, ({ active, ...rest }, submitted, rules) => {
        const { effectiveSchema } = judge({ active, ...rest }, submitted, rules);
        if (active === null || effectiveSchema === null) return;
        expect(paths(effectiveSchema)).toEqual(expect.arrayContaining(paths(active)));
      }),
      options,
    );
  });
});

describe('a schema against itself', () => {
  it('is NONE without a change, under every preset and from either origin', () => {
    fc.assert(
      fc.property(
        anyStruct,
        fc.constantFrom(...PRESETS),
        fc.constantFrom(...ORIGINS),
        (schema, preset, origin) => {
          const rules = resolvePolicy({ preset }, 'STRICT');
          const judgement = judge(plainTable(schema), submission(schema, { origin }), rules);
          expect(judgement.verdict).toBe('NONE');
          expect(judgement.changes.filter(({ rule }) => rule !== 'NULL_ONLY_FIELD')).toEqual([]);
        },
      ),
      options,
    );
  });
});

/** What every format stores, Hudi with schema-on-read too. */
const storedStruct = plainStruct.filter((struct) =>
  TABLE_FORMATS.every((format) => {
    const { stores } = capabilityOf(format, { 'hoodie.schema.on.read.enable': 'true' });
    return [...fieldsOf(struct)].every(({ field: { type } }) => stores(type).ok);
  }),
);

describe('a merge', () => {
  it('accepts both of its inputs under TOLERANT', () => {
    const tolerant = resolvePolicy({ preset: 'TOLERANT' }, 'STRICT');
    fc.assert(
      fc.property(nearbyStruct, nearbyStruct, (active, schema) => {
        const table = plainTable(active);
        const merged = judge(table, submission(schema), tolerant);
        if (merged.verdict === 'BREAKING') return;
        const next = after(table, merged);
        expect(judge(next, submission(schema), tolerant).verdict).toBe('NONE');
        expect(judge(next, submission(active), tolerant).verdict).toBe('NONE');
      }),
      options,
    );
  });

  it('of two batches with different new fields holds both, under TOLERANT and under STRICT with their base', () => {
    const disjoint = fc.tuple(storedStruct, storedStruct, storedStruct).map(([common, left, right]) => ({
      common: renamed(common, 'common_'),
      left: renamed(left, 'left_'),
      right: renamed(right, 'right_'),
    }));
    fc.assert(
      fc.property(disjoint, ({ common, left, right }) => {
        const first = { kind: 'struct' as const, fields: [...common.fields, ...left.fields] };
        const second = { kind: 'struct' as const, fields: [...common.fields, ...right.fields] };
        const strict = (base: StructType): Verdicts =>
          bothIn(plainTable(common), first, second, 'STRICT', base);
        const tolerant = bothIn(plainTable(common), first, second, 'TOLERANT', null);
        for (const outcome of [strict(common), tolerant]) {
          expect(outcome.verdicts).not.toContain('BREAKING');
          const alone = judge(plainTable(null), submission(first), resolvePolicy({}, 'STRICT'));
          const other = judge(plainTable(null), submission(second), resolvePolicy({}, 'STRICT'));
          const expected = [
            ...common.fields,
            ...(alone.effectiveSchema?.fields ?? []),
            ...(other.effectiveSchema?.fields ?? []),
          ];
          const names = new Set(expected.map(({ name }) => name));
          expect(new Set(outcome.fields)).toEqual(names);
        }
      }),
      options,
    );
  });
});

interface Verdicts {
  readonly verdicts: string[];
  readonly fields: string[];
}

function bothIn(
  table: TableState,
  first: StructType,
  second: StructType,
  preset: 'STRICT' | 'TOLERANT',
  base: StructType | null,
): Verdicts {
  const rules = resolvePolicy({ preset }, 'STRICT');
  const one = judge(table, submission(first, { base }), rules);
  const two = judge(after(table, one), submission(second, { base }), rules);
  return {
    verdicts: [one.verdict, two.verdict],
    fields: (two.effectiveSchema ?? table.active)?.fields.map(({ name }) => name) ?? [],
  };
}

function renamed(struct: StructType, prefix: string): StructType {
  return { kind: 'struct', fields: struct.fields.map((field) => ({ ...field, name: prefix + field.name })) };
}

describe('the order of fields', () => {
  it('decides nothing about an inferred schema', () => {
    fc.assert(
      fc.property(anyTable, anySubmission, policy, (table, submitted, rules) => {
        const inferred: Submission = { ...submitted, origin: 'INFERRED' };
        const turned = { ...inferred, schema: reversed(inferred.schema) };
        const one = judge(table, inferred, rules);
        const other = judge(table, turned, rules);
        expect(other.verdict).toBe(one.verdict);
        expect(other.problem).toBe(one.problem);
        if (one.effectiveSchema === null) expect(other.effectiveSchema).toBeNull();
        else
          expect(paths(other.effectiveSchema ?? one.effectiveSchema).sort()).toEqual(
            paths(one.effectiveSchema).sort(),
          );
      }),
      options,
    );
  });
});

describe('the problem', () => {
  it('is the same whatever optional fields the batch had', () => {
    fc.assert(
      fc.property(
        tableState(nearbyStruct),
        submissionOf(nearbyStruct),
        storedStruct,
        (table, submitted, extra) => {
          const rules = resolvePolicy({ preset: 'STRICT' }, 'STRICT');
          const known = renamed(structOf([field('known', primitive('long'))]), 'optional_').fields;
          const schema = { ...submitted.schema, fields: [...submitted.schema.fields, ...known] };
          const inferred: Submission = { ...submitted, schema, origin: 'INFERRED' };
          const optional = renamed(extra, 'optional_').fields;
          const more = {
            ...inferred,
            schema: { ...inferred.schema, fields: [...optional, ...inferred.schema.fields] },
          };
          const one = judge(table, inferred, rules);
          if (one.verdict !== 'BREAKING') return;
          expect(judge(table, more, rules).problem).toBe(one.problem);
        },
      ),
      options,
    );
  });
});

describe('FROZEN', () => {
  it('never changes the types and fields of a table', () => {
    const frozen = resolvePolicy({ preset: 'FROZEN' }, 'STRICT');
    fc.assert(
      fc.property(tableState(nearbyStruct), submissionOf(nearbyStruct), (table, submitted) => {
        const inferred: Submission = { ...submitted, origin: 'INFERRED' };
        const { effectiveSchema } = judge(table, inferred, frozen);
        expect(
          effectiveSchema !== null && table.active !== null && sameType(effectiveSchema, table.active),
        ).toBe(true);
      }),
      options,
    );
  });
});
