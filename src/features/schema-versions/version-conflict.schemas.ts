import { z } from '../../http/openapi-zod.ts';

/** What VERSION_CONFLICT carries, whoever answers it. */
export const VersionConflict = z.object({
  activeVersion: z
    .number()
    .int()
    .nullable()
    .openapi({ description: 'Number of the version that is active; null: there is none yet.' }),
});
