import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  changeSettings,
  defaultSettings,
  settingsDifference,
} from '../../../src/features/datasets/dataset-settings.ts';
import type { DatasetChanges } from '../../../src/features/datasets/dataset.types.ts';
import { runs } from '../../support/property.ts';

const word = fc.string({ maxLength: 4 });
const words = fc.array(word, { maxLength: 3 });
const changed = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const map = fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), changed(word));

const changes: fc.Arbitrary<DatasetChanges> = fc.record(
  {
    kafkaTopic: changed(word),
    sourceUri: changed(word),
    mode: fc.constantFrom('append', 'upsert'),
    pkFields: changed(words),
    partitionKeys: changed(words),
    derivedFields: changed(words),
    protectedFields: changed(words),
    transformJars: changed(words),
    tableFormat: changed(fc.constantFrom('PARQUET', 'HUDI', 'DELTA', 'ICEBERG')),
    table: changed(fc.record({ catalog: changed(word), name: changed(word) }, { requiredKeys: [] })),
    location: changed(word),
    description: changed(word),
    owner: changed(word),
    labels: changed(map),
    properties: changed(map),
    paused: changed(fc.boolean()),
    pausedReason: changed(word),
    evolutionPolicy: changed(
      fc.record(
        {
          preset: changed(fc.constantFrom('STRICT', 'TOLERANT', 'FROZEN')),
          enforcement: changed(fc.constantFrom('ENFORCE', 'OBSERVE')),
          newFields: changed(fc.constantFrom('ALLOW', 'BLOCK', 'IGNORE')),
          maxNewFields: changed(fc.nat(10)),
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
);

const settings = changes.map((some) => changeSettings(defaultSettings('append', 'STRICT'), some, 'STRICT'));

describe('changeSettings', () => {
  it('leaves everything where nothing is said', () => {
    fc.assert(
      fc.property(settings, (given) => {
        const current = given.paused ? given : { ...given, pausedReason: null };
        expect(settingsDifference(current, changeSettings(current, {}, 'STRICT'))).toBeNull();
      }),
      { numRuns: runs },
    );
  });

  it('does nothing the second time', () => {
    fc.assert(
      fc.property(settings, changes, (current, change) => {
        const once = changeSettings(current, change, 'STRICT');
        expect(changeSettings(once, change, 'STRICT')).toEqual(once);
      }),
      { numRuns: runs },
    );
  });

  it('changes only what is named, and the reason of a pause that ends', () => {
    fc.assert(
      fc.property(settings, changes, (current, change) => {
        const difference = settingsDifference(current, changeSettings(current, change, 'STRICT'));
        const named = new Set([...Object.keys(change), 'pausedReason']);
        expect(Object.keys(difference?.after ?? {}).filter((name) => !named.has(name))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('tells in the difference what leads from one to the other', () => {
    fc.assert(
      fc.property(settings, settings, (before, after) => {
        const difference = settingsDifference(before, after);
        expect({ ...before, ...difference?.after }).toEqual(after);
        expect({ ...after, ...difference?.before }).toEqual(before);
      }),
      { numRuns: runs },
    );
  });
});
