import { z } from '../../http/openapi-zod.ts';

export const IndexSchema = z
  .strictObject({
    name: z.string(),
    version: z.string(),
    links: z.record(z.string(), z.string()).openapi({ description: 'Where to go from here, by what it is.' }),
  })
  .openapi('Index');

export const OpenApiSchema = z.record(z.string(), z.unknown()).openapi('OpenApiDocument', {
  description: 'An OpenAPI 3.1 document.',
});
