import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  instantAt,
  parseTimeZone,
  type TimeZone,
  wallClockOf,
} from '../../../src/features/schema-versions/wall-clock.ts';
import { runs } from '../../support/property.ts';

const zone = (text: string): TimeZone => {
  const parsed = parseTimeZone(text);
  if (parsed === null) throw new Error(`${text} is no zone`);
  return parsed;
};

const at = (date: string, time: string, where: string) =>
  new Date(instantAt(wallClockOf(date, time) ?? NaN, zone(where))).toISOString();

describe('the instant at which clocks show a time', () => {
  it.each([
    ['2026-01-28', '08:00:00.123', 'UTC', '2026-01-28T08:00:00.123Z'],
    ['2026-01-28', '08:00:00.123', 'Europe/Berlin', '2026-01-28T07:00:00.123Z'],
    ['2026-07-28', '08:00:00.123', 'Europe/Berlin', '2026-07-28T06:00:00.123Z'],
    ['2026-01-28', '08:00:00.123', 'America/New_York', '2026-01-28T13:00:00.123Z'],
    ['2026-01-28', '08:00:00.123', 'Asia/Kathmandu', '2026-01-28T02:15:00.123Z'],
    ['2026-01-28', '08:00:00.123', '-03:30', '2026-01-28T11:30:00.123Z'],
    ['2026-01-28', '08:00:00.123', ' 0530', '2026-01-28T02:30:00.123Z'],
  ])('%s %s in %s is %s', (date, time, where, instant) => {
    expect(at(date, time, where)).toBe(instant);
  });

  it('is the first of two where clocks are put back', () => {
    expect(at('2026-10-25', '02:30:00.000', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-11-01', '01:30:00.000', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  });

  it('goes on as before where clocks are put forward', () => {
    expect(at('2026-03-29', '01:59:59.999', 'Europe/Berlin')).toBe('2026-03-29T00:59:59.999Z');
    expect(at('2026-03-29', '02:30:00.000', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-03-29', '03:00:00.000', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('is one of those whose local time is just that, whenever that is', () => {
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const seconds = fc.integer({ min: 0, max: Date.parse('2037-01-01T00:00:00Z') / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const [date = '', time = ''] = shown.format(second * 1000).split(' ');
        const clock = wallClockOf(date, `${time}.000`) ?? NaN;
        expect(shown.format(instantAt(clock, zone('Europe/Berlin')))).toBe(`${date} ${time}`);
      }),
      { numRuns: runs },
    );
  });
});

describe('a time zone', () => {
  it.each(['', 'Nowhere', '+1', '+24:00', '+01:60', '01:00', '+01:00:00', 'Europe/', '__proto__'])(
    'is not "%s"',
    (text) => {
      expect(parseTimeZone(text)).toBeNull();
    },
  );
});

describe('a date and time of the calendar', () => {
  it.each([
    ['2026-02-29', '00:00:00.000'],
    ['2026-04-31', '00:00:00.000'],
    ['2026-13-01', '00:00:00.000'],
    ['2026-00-01', '00:00:00.000'],
    ['2026-01-01', '24:00:00.000'],
    ['2026-01-01', '23:59:60.000'],
    ['2026-01-01', '23:60:00.000'],
  ])('is not %s %s', (date, time) => {
    expect(wallClockOf(date, time)).toBeNull();
  });

  it('is the 29th of February of a leap year', () => {
    expect(wallClockOf('2028-02-29', '00:00:00.000')).toBe(Date.UTC(2028, 1, 29));
  });
});
