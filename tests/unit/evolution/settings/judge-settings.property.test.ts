import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { judgeSettings } from '../../../../src/evolution/settings/judge-settings.ts';
import type { TableSettings } from '../../../../src/evolution/settings/types.ts';
import { runs } from '../../../support/property.ts';
import { nearbyStruct, policy, tableState } from '../arbitrary-table.ts';

const settings: fc.Arbitrary<TableSettings> = fc
  .tuple(tableState(fc.constant(null)), policy)
  .map(([table, { typeHints }]) => ({ ...table, typeHints }));

const history = nearbyStruct.chain((active) =>
  tableState(fc.constant(active)).map(({ facts }) => ({
    active,
    goneColumns: facts.flatMap(({ path, dropped }) =>
      dropped === null ? [] : [{ path, renamedTo: dropped.renamedTo }],
    ),
    pastTypes: facts.flatMap(({ path, dropped }) =>
      dropped === null
        ? []
        : [{ path, from: dropped.type, to: active.fields[0]?.type ?? dropped.type, version: 2 }],
    ),
  })),
);

const MEMBERS = new Map<string, (of: TableSettings) => unknown>([
  ['tableFormat', ({ format }) => format],
  ['properties', ({ properties }) => properties],
  ['pkFields', ({ pkFields, mode, format }) => [pkFields, mode, format]],
  ['partitionKeys', ({ partitionKeys, format }) => [partitionKeys, format]],
  ['evolutionPolicy', ({ typeHints }) => typeHints],
]);

describe('judgeSettings', () => {
  it('has nothing against settings that stay as they are', () => {
    fc.assert(
      fc.property(history, settings, (table, given) => {
        expect(judgeSettings(table, given, given)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('blames settings that change, in whole sentences, the same every time', () => {
    fc.assert(
      fc.property(history, settings, settings, (table, before, after) => {
        const refusals = judgeSettings(table, before, after);
        for (const { setting, reason, remediation } of refusals) {
          const member = MEMBERS.get(setting[0] ?? '');
          expect(member?.(after)).not.toEqual(member?.(before));
          expect(reason).toMatch(/^[A-Z].*\.$/s);
          expect(remediation).toMatch(/^[A-Z].*[^.]$/s);
        }
        expect(judgeSettings(table, before, after)).toEqual(refusals);
      }),
      { numRuns: runs },
    );
  });
});
