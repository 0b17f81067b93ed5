import { z } from '../../http/openapi-zod.ts';

const common = {
  version: z.string().openapi({ description: 'Version of the service.', example: '0.1.0' }),
  uptimeSeconds: z.int().min(0).openapi({ example: 3600 }),
};

const checks = {
  database: z.enum(['connected', 'unreachable']),
  migrations: z.enum(['applied', 'pending', 'unknown']).openapi({
    description: '`pending`: the database is behind this version of the service.',
  }),
  reason: z.string().optional().openapi({ description: 'What is wrong, where something is.' }),
};

export const HealthSchema = z
  .strictObject({ status: z.enum(['healthy', 'unhealthy']), ...checks, ...common })
  .openapi('Health');

export const ReadinessSchema = z
  .strictObject({ status: z.enum(['ready', 'not_ready']), ...checks, ...common })
  .openapi('Readiness');

export const LivenessSchema = z.strictObject({ status: z.literal('alive'), ...common }).openapi('Liveness');
