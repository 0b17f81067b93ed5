import { instantAt, parseTimeZone, type WallClock, wallClockOf } from './wall-clock.ts';

/** What a text says of a time: all of it, or what clocks showed somewhere. */
export type InstantText =
  | { readonly kind: 'INSTANT'; readonly at: Date }
  /** As Hudi names its commits: in a zone that only the table knows. */
  | { readonly kind: 'HUDI'; readonly clock: WallClock };

export type InstantReading =
  { readonly ok: true; readonly value: InstantText } | { readonly ok: false; readonly fault: string };

const ISO = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?([Zz]|[+\- ]\d\d:?\d\d)?$/;
const HUDI = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/;

/** Hudi counts a commit that was named to the second as the last one of that second. */
const HUDI_MILLISECONDS = '999';

const NO_DATE = 'is not a date and time of the calendar';

/**
 * An ISO 8601 instant with its offset, or a Hudi instant: `yyyyMMddHHmmssSSS`, or without the milliseconds. What is finer
 * than a millisecond is cut off: versions begin and end at whole ones.
 */
export function readInstant(text: string): InstantReading {
  const hudi = HUDI.exec(text);
  if (hudi !== null) return readHudi(hudi);
  const iso = ISO.exec(text);
  if (iso !== null) return readIso(iso);
  return failure(
    'must be an ISO 8601 instant with an offset (2026-01-28T08:00:00.123Z) or a Hudi instant (20260128080000123)',
  );
}

function readHudi(match: RegExpExecArray): InstantReading {
  const [, year, month, day, hour, minute, second, milliseconds = HUDI_MILLISECONDS] = match;
  const clock = wallClockOf(`${year}-${month}-${day}`, `${hour}:${minute}:${second}.${milliseconds}`);
  return clock === null ? failure(NO_DATE) : { ok: true, value: { kind: 'HUDI', clock } };
}

function readIso(match: RegExpExecArray): InstantReading {
  const [, date = '', minutes = '', seconds = '00', fraction = '', offset] = match;
  if (offset === undefined)
    return failure('needs an offset: end it with Z for UTC, or with one such as +01:00');
  const clock = wallClockOf(date, `${minutes}:${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}`);
  const zone = parseTimeZone(offset);
  if (clock === null || zone === null) return failure(NO_DATE);
  return { ok: true, value: { kind: 'INSTANT', at: new Date(instantAt(clock, zone)) } };
}

function failure(fault: string): InstantReading {
  return { ok: false, fault };
}
