import { describe, expect, it } from '@jest/globals';
import { judged, refused } from './support.ts';

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
});
