import { endpoint, type Reply } from '../../http/endpoint.ts';
import { z } from '../../http/openapi-zod.ts';
import { IndexSchema, OpenApiSchema } from './service.schemas.ts';

/** The description of the service in its two notations, and a tag that changes with it. */
export interface Documentation {
  readonly version: string;
  json(): string;
  yaml(): string;
  etag(): string;
}

export interface ServiceContext {
  readonly documentation: Documentation;
  readonly metrics: { scrape(): Promise<{ readonly contentType: string; readonly text: string }> };
}

const LINKS = {
  documentation: '/docs/',
  openapi: '/openapi.json',
  health: '/health',
  metrics: '/metrics',
  datasets: '/datasets',
  rules: '/rules',
  events: '/events',
};

const index = endpoint({
  method: 'get',
  path: '/',
  operationId: 'getIndex',
  tag: 'Service',
  summary: 'What is here?',
  description: 'The name and version of the service, and where to go from here.',
  permission: 'public',
  responses: {
    200: {
      description: 'The index.',
      schema: IndexSchema,
      examples: {
        index: { summary: 'The index', value: { name: 'metastore', version: '0.1.0', links: LINKS } },
      },
    },
  },
  problems: [],
  handle({ documentation }: ServiceContext): Promise<Reply> {
    const body = { name: 'metastore', version: documentation.version, links: LINKS };
    return Promise.resolve({ ok: true, status: 200, body });
  },
});

const metrics = endpoint({
  method: 'get',
  path: '/metrics',
  operationId: 'getMetrics',
  tag: 'Service',
  summary: 'Metrics for Prometheus',
  description:
    'Requests by route, verdicts, breaking changes, blocked versions, the pool and the process. Where an API key is set, Prometheus sends it as its `authorization` credentials.',
  permission: 'metrics:read',
  responses: {
    200: {
      description: "Prometheus' text format.",
      contentType: 'text/plain',
      schema: z.string(),
      examples: {
        requests: {
          summary: 'One counter',
          value:
            '# HELP http_requests_total Requests answered.\n# TYPE http_requests_total counter\nhttp_requests_total{method="GET",route="/health",status="200"} 1\n',
        },
      },
    },
  },
  problems: [],
  async handle(context: ServiceContext): Promise<Reply> {
    const { contentType, text } = await context.metrics.scrape();
    return { ok: true, status: 200, body: text, contentType };
  },
});

const openApiJson = endpoint({
  method: 'get',
  path: '/openapi.json',
  operationId: 'getOpenApiJson',
  tag: 'Service',
  summary: 'This description as JSON',
  description: 'The OpenAPI 3.1 document of exactly the operations that this service routes.',
  permission: 'public',
  givesEtag: true,
  responses: {
    200: {
      description: 'The document.',
      schema: OpenApiSchema,
      examples: { start: { summary: 'How it begins', value: { openapi: '3.1.0' } } },
    },
  },
  problems: [],
  handle({ documentation }: ServiceContext): Promise<Reply> {
    const contentType = 'application/json; charset=utf-8';
    return Promise.resolve({
      ok: true,
      status: 200,
      body: documentation.json(),
      contentType,
      etag: `json-${documentation.etag()}`,
    });
  },
});

const openApiYaml = endpoint({
  method: 'get',
  path: '/openapi.yaml',
  operationId: 'getOpenApiYaml',
  tag: 'Service',
  summary: 'This description as YAML',
  description: 'The same document as `/openapi.json`, in YAML.',
  permission: 'public',
  givesEtag: true,
  responses: {
    200: {
      description: 'The document.',
      contentType: 'application/yaml',
      schema: z.string(),
      examples: { start: { summary: 'How it begins', value: 'openapi: 3.1.0\n' } },
    },
  },
  problems: [],
  handle({ documentation }: ServiceContext): Promise<Reply> {
    const contentType = 'application/yaml; charset=utf-8';
    return Promise.resolve({
      ok: true,
      status: 200,
      body: documentation.yaml(),
      contentType,
      etag: `yaml-${documentation.etag()}`,
    });
  },
});

export const serviceEndpoints = [index, metrics, openApiJson, openApiYaml] as const;
