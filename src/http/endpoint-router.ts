import { Router, type RequestHandler } from 'express';
import { refuse } from '../problems.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointHandler, type EndpointOptions } from './endpoint-handler.ts';
import { sendProblem } from './problem-details.ts';
import { noteRoute } from './route-template.ts';

/** Routes every declared operation; other methods of a declared path are 405, OPTIONS tells which there are. */
export function endpointRouter<C>(endpoints: readonly Endpoint<C>[], options: EndpointOptions<C>): Router {
  const router = Router({ caseSensitive: true });
  for (const [path, operations] of groupByPath(endpoints)) {
    const route = router.route(expressPath(path));
    for (const operation of operations) route[operation.method](endpointHandler(operation, options));
    route.all(otherMethod(path, allowedMethods(operations)));
  }
  return router;
}

function groupByPath<C>(endpoints: readonly Endpoint<C>[]): ReadonlyMap<string, readonly Endpoint<C>[]> {
  const byPath = new Map<string, Endpoint<C>[]>();
  for (const operation of endpoints) {
    byPath.set(operation.path, [...(byPath.get(operation.path) ?? []), operation]);
  }
  return byPath;
}

function expressPath(path: string): string {
  return path.replaceAll(/\{([A-Za-z]+)\}/g, ':$1');
}

function allowedMethods<C>(operations: readonly Endpoint<C>[]): string {
  const methods = operations.map((operation) => operation.method.toUpperCase());
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

/** Answers whatever no operation of the path takes. */
export function otherMethod(path: string, allowed: string): RequestHandler {
  return (request, response) => {
    noteRoute(response, path);
    response.setHeader('Allow', allowed);
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    sendProblem(
      response,
      refuse('METHOD_NOT_ALLOWED', `${request.method} is not allowed here; ${allowed} are.`),
    );
  };
}
