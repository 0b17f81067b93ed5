import { z } from '../../http/openapi-zod.ts';
import { readInstant } from './instant-text.ts';
import { parseTimeZone } from './wall-clock.ts';

const COMMIT_LENGTH = 1024;

const time = z
  .string()
  .min(1)
  .max(64)
  .transform((text, context) => {
    const reading = readInstant(text);
    if (reading.ok) return reading.value;
    context.addIssue({ code: 'custom', message: reading.fault });
    return z.NEVER;
  })
  .openapi({
    type: 'string',
    description:
      'An ISO 8601 instant with its offset (`2026-01-28T08:00:00.123Z`), or a Hudi instant (`20260128080000123`; without milliseconds it is the end of its second, as Hudi reads it).',
  });

const zone = z
  .string()
  .min(1)
  .max(64)
  .transform((text, context) => {
    const zoneOrNull = parseTimeZone(text);
    if (zoneOrNull !== null) return zoneOrNull;
    context.addIssue({
      code: 'custom',
      message: 'must be a time zone: Europe/Berlin, UTC, Z or an offset such as +01:00',
    });
    return z.NEVER;
  })
  .openapi({
    type: 'string',
    description:
      "Of a Hudi instant alone: the time zone of the table's timeline, such as `Europe/Berlin` or `+01:00`. Without it UTC is meant; a dataset whose property `hoodie.table.timeline.timezone` is `LOCAL` needs it, since that is the zone of whoever wrote.",
  });

export const AsOfQuery = z.strictObject({
  time: time.optional(),
  zone: zone.optional(),
  commit: z.string().min(1).max(COMMIT_LENGTH).optional().openapi({
    description:
      "Instead of a time: the lake's own commit (a Delta version, an Iceberg snapshot id, a Hudi instant) with which a version was acknowledged as applied.",
  }),
});
export type AsOfInput = z.output<typeof AsOfQuery>;
