import type { RequestHandler } from 'express';
import { routeOf } from './route-template.ts';

interface RequestSample {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts and times every request by its declared path. */
export function measureRequests(record: (sample: RequestSample) => void): RequestHandler {
  return (request, response, next) => {
    const start = process.hrtime.bigint();
    response.once('close', () => {
      record({
        // Anyone can make up a method; a label must not grow with what they make up.
        method: METHODS.has(request.method) ? request.method : 'OTHER',
        route: routeOf(response),
        status: response.statusCode,
        seconds: Number(process.hrtime.bigint() - start) / 1e9,
      });
    });
    next();
  };
}
