/** A time as clocks somewhere show it: milliseconds since 1970 as if that were UTC. */
export type WallClock = number;

/** Where clocks show what: a fixed distance from UTC, or a place of the time zone database. */
export type TimeZone =
  { readonly kind: 'OFFSET'; readonly minutes: number } | { readonly kind: 'NAMED'; readonly name: string };

export const UTC: TimeZone = { kind: 'OFFSET', minutes: 0 };

const DAY_MS = 86_400_000;
const OFFSET = /^([+\- ])([01][0-9]|2[0-3]):?([0-5][0-9])$/;

/** Null for what is not a date and time of the calendar; seconds without leap ones. */
export function wallClockOf(date: string, time: string): WallClock | null {
  const text = `${date}T${time}Z`;
  const read = Date.parse(text);
  return !Number.isNaN(read) && new Date(read).toISOString() === text ? read : null;
}

/** `Z`, an offset such as `+01:00`, or a name such as `Europe/Berlin`; null for anything else. */
export function parseTimeZone(text: string): TimeZone | null {
  if (/^[Zz]$/.test(text)) return UTC;
  // A plus that was not percent-encoded arrives as a space.
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? [];
  if (sign !== undefined) {
    const distance = Number(hours) * 60 + Number(minutes);
    return { kind: 'OFFSET', minutes: sign === '-' ? -distance : distance };
  }
  return isZoneName(text) ? { kind: 'NAMED', name: text } : null;
}

/**
 * The instant at which clocks of a zone show a time. Where they show it twice, the first of the two; where they skip
 * it, as if they had not been put forward yet.
 */
export function instantAt(clock: WallClock, zone: TimeZone): number {
  const before = clock - offsetAt(zone, clock - DAY_MS);
  const after = clock - offsetAt(zone, clock + DAY_MS);
  if (before + offsetAt(zone, before) === clock) return before;
  return after + offsetAt(zone, after) === clock ? after : before;
}

function isZoneName(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return formatOf(text).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function offsetAt(zone: TimeZone, instant: number): number {
  if (zone.kind === 'OFFSET') return zone.minutes * 60_000;
  const parts = formatOf(zone.name).formatToParts(instant);
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text) ?? [];
  const distance = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -distance : distance;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
}
