import { describe, expect, it } from '@jest/globals';
import { judgeSettings } from '../../../../src/evolution/settings/judge-settings.ts';
import { field, primitive, structOf } from '../../../../src/schema/constructors.ts';
import { historyOf, judged, refused, settingsOf } from './support.ts';

const columns = 'id BIGINT, amount DOUBLE, address STRUCT<zip: STRING>';

describe('a type hint for a column that is there', () => {
  it('is refused where it contradicts the type: it would do nothing', () => {
    const [refusal] = judged({ columns, change: { hints: { AMOUNT: 'DECIMAL(10,2)' } } });
    expect(refusal).toMatchObject({
      setting: ['evolutionPolicy', 'typeHints'],
      reason: expect.stringContaining(
        'The hint says decimal(10,2), but column AMOUNT is double in the table',
      ),
      forcible: true,
    });
    expect(refused({ columns, change: { hints: { 'address.zip': 'INT' } } })).toHaveLength(1);
  });

  it('is taken where it agrees, or where the column is not there yet', () => {
    const hints = { amount: 'DOUBLE', 'address.zip': 'STRING', discount: 'DECIMAL(10,2)' };
    expect(refused({ columns, change: { hints } })).toEqual([]);
  });

  it('is not judged again when it was said before', () => {
    const before = { hints: { amount: 'INT' } };
    expect(refused({ columns, before, change: { hints: { amount: 'INT', id: 'BIGINT' } } })).toEqual([]);
    expect(refused({ columns, before, change: { hints: { amount: 'DATE' } } })).toHaveLength(1);
  });

  it('is taken where it names the length of a text that stands in its metadata', () => {
    const metadata = { __CHAR_VARCHAR_TYPE_STRING: 'varchar(10)' };
    const active = structOf([field('s', primitive('string'), { metadata })]);
    const hinted = (type: string) =>
      judgeSettings({ ...historyOf({}), active }, settingsOf({}), settingsOf({ hints: { s: type } }));
    expect(hinted('VARCHAR(10)')).toEqual([]);
    expect(hinted('VARCHAR(5)')[0]?.reason).toContain('column s is varchar(10) in the table');
  });
});
