import type { Context } from './context.ts';
import { columnEndpoints } from './features/columns/column.endpoints.ts';
import { datasetEndpoints } from './features/datasets/dataset.endpoints.ts';
import { decisionEndpoints } from './features/decisions/decision.endpoints.ts';
import { ddlEndpoints } from './features/ddl/ddl.endpoints.ts';
import { eventEndpoints } from './features/events/event.endpoints.ts';
import { healthEndpoints } from './features/health/health.endpoints.ts';
import { inferenceEndpoints } from './features/inference/inference.endpoints.ts';
import { renderingEndpoints } from './features/renderings/rendering.endpoints.ts';
import { ruleEndpoints } from './features/rules/rule.endpoints.ts';
import { schemaVersionEndpoints } from './features/schema-versions/schema-version.endpoints.ts';
import { serviceEndpoints, type ServiceContext } from './features/service/service.endpoints.ts';
import type { Endpoint } from './http/endpoint.ts';

/** Every operation of the service: what is listed here is routed, authorised, validated and documented. */
export const endpoints: readonly Endpoint<Context & ServiceContext>[] = [
  ...datasetEndpoints,
  ...schemaVersionEndpoints,
  ...inferenceEndpoints,
  ...columnEndpoints,
  ...decisionEndpoints,
  ...ddlEndpoints,
  ...renderingEndpoints,
  ...ruleEndpoints,
  ...eventEndpoints,
  ...healthEndpoints,
  ...serviceEndpoints,
];
