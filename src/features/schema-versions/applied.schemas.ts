import { z } from '../../http/openapi-zod.ts';

const COMMIT_LENGTH = 1024;

export const AppliedRequest = z
  .strictObject({
    commit: z.string().min(1).max(COMMIT_LENGTH).optional().openapi({
      description:
        "The lake's own commit that brought the version to the table: a Delta version, an Iceberg snapshot id, a Hudi instant. By it the version is found again (`/schema/as-of?commit=…`).",
      example: '42',
    }),
    at: z.iso.datetime({ offset: true }).optional().openapi({
      description: 'When the table was changed, where that was not just now.',
      example: '2026-01-28T08:00:00.123Z',
    }),
  })
  .openapi('Acknowledgement');
export type AppliedBody = z.output<typeof AppliedRequest>;

/** What the refusal of another commit carries. */
export const AlreadyApplied = z.object({
  appliedAt: z.iso.datetime(),
  appliedCommit: z.string().nullable(),
});
