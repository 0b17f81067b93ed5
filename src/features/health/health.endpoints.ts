import { endpoint, type Reply } from '../../http/endpoint.ts';
import { HealthSchema, LivenessSchema, ReadinessSchema } from './health.schemas.ts';
import type { HealthService } from './health.service.ts';
import type { HealthReport } from './health.types.ts';

interface HealthContext {
  readonly health: HealthService;
}

const up = { database: 'connected', migrations: 'applied', version: '0.1.0', uptimeSeconds: 3600 };
const down = {
  database: 'unreachable',
  migrations: 'unknown',
  reason: 'The database does not answer (ECONNREFUSED).',
  version: '0.1.0',
  uptimeSeconds: 3600,
};
const PENDING =
  'The database is behind: migrations are pending. Run `npx prisma migrate deploy`, or start the service with AUTO_MIGRATE=true.';
const behind = { ...up, migrations: 'pending', reason: PENDING };

const health = endpoint({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  tag: 'Service',
  summary: 'Is the service able to work?',
  description:
    'Asks the database, with a time limit of about a second. Open without a key, never cached, and cheap: probes at the same moment share one check.',
  permission: 'public',
  responses: {
    200: {
      description: 'The database answers, and has what this version needs.',
      schema: HealthSchema,
      examples: { healthy: { summary: 'All is well', value: { status: 'healthy', ...up } } },
    },
    503: {
      description: 'The database cannot be reached, or migrations are pending; `reason` says which.',
      schema: HealthSchema,
      examples: {
        unhealthy: { summary: 'No database', value: { status: 'unhealthy', ...down } },
        behind: { summary: 'Migrations are pending', value: { status: 'unhealthy', ...behind } },
      },
    },
  },
  problems: [],
  async handle(context: HealthContext): Promise<Reply> {
    const report = await context.health.check();
    const reason = whyUnhealthy(report);
    return answer(reason === null ? 200 : 503, reason === null ? 'healthy' : 'unhealthy', report, reason);
  },
});

const readiness = endpoint({
  method: 'get',
  path: '/health/ready',
  operationId: 'getReadiness',
  tag: 'Service',
  summary: 'May requests be sent here?',
  description:
    'Ready means: the database answers, no migration is pending, and the service is not shutting down. For load balancers and orchestrators.',
  permission: 'public',
  responses: {
    200: {
      description: 'Send requests.',
      schema: ReadinessSchema,
      examples: { ready: { summary: 'Ready', value: { status: 'ready', ...up } } },
    },
    503: {
      description: 'Send none; `reason` says why.',
      schema: ReadinessSchema,
      examples: {
        notReady: { summary: 'No database', value: { status: 'not_ready', ...down } },
        behind: { summary: 'Migrations are pending', value: { status: 'not_ready', ...behind } },
      },
    },
  },
  problems: [],
  async handle(context: HealthContext): Promise<Reply> {
    const report = await context.health.check();
    const reason = whyNotReady(report);
    return answer(reason === null ? 200 : 503, reason === null ? 'ready' : 'not_ready', report, reason);
  },
});

const liveness = endpoint({
  method: 'get',
  path: '/health/live',
  operationId: 'getLiveness',
  tag: 'Service',
  summary: 'Is the process alive?',
  description:
    'Answers as long as the process does, whatever the database is up to: restart it when this fails.',
  permission: 'public',
  responses: {
    200: {
      description: 'The process answers.',
      schema: LivenessSchema,
      examples: {
        alive: {
          summary: 'Alive',
          value: { status: 'alive', version: up.version, uptimeSeconds: up.uptimeSeconds },
        },
      },
    },
  },
  problems: [],
  handle({ health: { version, uptimeSeconds } }: HealthContext): Promise<Reply> {
    const body = { status: 'alive', version, uptimeSeconds: uptimeSeconds() };
    return Promise.resolve({ ok: true, status: 200, body });
  },
});

export const healthEndpoints = [health, liveness, readiness] as const;

function whyNotReady(report: HealthReport): string | null {
  if (report.draining) return 'The service is shutting down.';
  return (
    whyUnhealthy(report) ??
    (report.migrations === 'unknown' ? 'The state of the migrations could not be read.' : null)
  );
}

function whyUnhealthy(report: HealthReport): string | null {
  return report.reason ?? (report.migrations === 'pending' ? PENDING : null);
}

function answer(status: number, word: string, report: HealthReport, reason: string | null): Reply {
  const { database, migrations, version, uptimeSeconds } = report;
  const body = {
    status: word,
    database,
    migrations,
    ...(reason === null ? {} : { reason }),
    version,
    uptimeSeconds,
  };
  return { ok: true, status, body };
}
