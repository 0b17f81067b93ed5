import express, { type Express } from 'express';
import { pino } from 'pino';
import { createAuthenticator } from '../../src/http/authentication.ts';
import type { Endpoint } from '../../src/http/endpoint.ts';
import type { EndpointOptions } from '../../src/http/endpoint-handler.ts';
import { endpointRouter } from '../../src/http/endpoint-router.ts';
import { errorHandler, notFound } from '../../src/http/error-handler.ts';
import { requestLog } from '../../src/http/request-log.ts';

export interface HttpAppOptions<C> {
  readonly context: C;
  readonly apiKey?: string;
  readonly onAnswer?: EndpointOptions<C>['onAnswer'];
  /** Receives what is logged, one JSON line at a time. */
  readonly log?: (line: string) => void;
}

/** The HTTP layer alone, with endpoints of the test's own. */
export function createHttpApp<C>(endpoints: readonly Endpoint<C>[], options: HttpAppOptions<C>): Express {
  const log = pino({ level: 'debug' }, { write: options.log ?? (() => undefined) });
  const app = express();
  app.use(requestLog(log));
  app.use(
    endpointRouter(endpoints, {
      context: options.context,
      authenticate: createAuthenticator(options.apiKey ?? null),
      ...(options.onAnswer === undefined ? {} : { onAnswer: options.onAnswer }),
    }),
  );
  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
