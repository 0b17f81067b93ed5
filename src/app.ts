import express, { type Express } from 'express';
import type { Context } from './context.ts';
import { createDocumentation } from './documentation.ts';
import { endpoints } from './endpoints.ts';
import type { Documentation } from './features/service/service.endpoints.ts';
import { createAuthenticator } from './http/authentication.ts';
import { docsPage } from './http/docs-page.ts';
import type { EndpointOptions } from './http/endpoint-handler.ts';
import { endpointRouter } from './http/endpoint-router.ts';
import { errorHandler, notFound } from './http/error-handler.ts';
import { measureRequests } from './http/measure-requests.ts';
import { requestLog } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';

export interface AppOptions {
  /** Built on first use unless given. */
  readonly documentation?: Documentation;
  readonly onAnswer?: EndpointOptions<never>['onAnswer'];
}

/** The order of the middleware; nothing here does any I/O of its own. */
export function createApp(
  context: Context,
  { documentation = createDocumentation(endpoints), onAnswer }: AppOptions = {},
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);

  app.use(requestLog(context.log));
  app.use(
    measureRequests((sample) => {
      context.metrics.request(sample);
    }),
  );
  app.use(securityHeaders());
  app.use((_request, response, next) => {
    // Lets a connection that is kept alive go once its answer is out.
    if (context.lifecycle.isDraining()) response.setHeader('Connection', 'close');
    next();
  });
  app.use(
    endpointRouter(endpoints, {
      context: { ...context, documentation },
      authenticate: createAuthenticator(context.config.http.apiKey),
      ...(onAnswer === undefined ? {} : { onAnswer }),
    }),
  );
  app.use(docsPage());
  app.use(notFound);
  app.use(errorHandler(context.log));
  return app;
}
