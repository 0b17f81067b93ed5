import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { cursorCodec } from '../../../src/http/cursor.ts';
import { runs } from '../../support/property.ts';

const codec = cursorCodec('datasets', z.strictObject({ name: z.string(), id: z.int() }));

describe('cursors', () => {
  it('come back as the position they were made of', () => {
    fc.assert(
      fc.property(fc.record({ name: fc.string({ unit: 'grapheme' }), id: fc.integer() }), (position) => {
        expect(codec.decode(codec.encode(position))).toEqual({ ok: true, value: position });
      }),
      { numRuns: runs },
    );
  });

  it('are made of characters that need no escaping in a URL', () => {
    expect(codec.encode({ name: '???>>>~~~', id: 1 })).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('of another list are refused', () => {
    const other = cursorCodec('events', z.strictObject({ name: z.string(), id: z.int() }));
    expect(codec.decode(other.encode({ name: 'a', id: 1 }))).toMatchObject({
      ok: false,
      code: 'INVALID_CURSOR',
    });
  });

  it('of another version are refused', () => {
    const older = Buffer.from(JSON.stringify([0, 'datasets', { name: 'a', id: 1 }])).toString('base64url');
    expect(codec.decode(older)).toMatchObject({ code: 'INVALID_CURSOR' });
  });

  it('that hold another position are refused', () => {
    const wrong = Buffer.from(JSON.stringify([1, 'datasets', { name: 'a', id: '1' }])).toString('base64url');
    expect(codec.decode(wrong)).toMatchObject({ code: 'INVALID_CURSOR' });
  });

  it('that anybody makes up are refused', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(codec.decode(text)).toMatchObject({ ok: false, code: 'INVALID_CURSOR' });
      }),
      { numRuns: runs },
    );
  });
});
