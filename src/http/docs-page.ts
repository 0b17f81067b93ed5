import { Router } from 'express';
import swaggerUi from 'swagger-ui-express';
import { otherMethod } from './endpoint-router.ts';
import { noteRoute } from './route-template.ts';

/** Swagger UI at `/docs`, from its own files alone; addresses are relative, so that it works behind a prefix. */
export function docsPage(): Router {
  const router = Router();
  const page = swaggerUi.setup(undefined, {
    customSiteTitle: 'Metastore API',
    swaggerOptions: {
      url: '../openapi.json',
      deepLinking: true,
      tryItOutEnabled: true,
      persistAuthorization: true,
      displayRequestDuration: true,
      filter: true,
      // The operations show their own; the list of all is long, and one click away.
      defaultModelsExpandDepth: 0,
      // The default would send the document to a public validator.
      validatorUrl: null,
    },
  });
  router.use('/docs', (request, response, next) => {
    noteRoute(response, '/docs');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      otherMethod('/docs', 'GET, HEAD, OPTIONS')(request, response, next);
    else if (isForeign(request.path)) next('router');
    else next();
  });
  router.use('/docs', swaggerUi.serve);
  // Where there is no such file, the page must not stand in for it.
  router.use('/docs', (request, response, next) => {
    if (request.path === '/') page(request, response, next);
    else next();
  });
  return router;
}

/** What the package answers in its own way, although it is no part of the page. */
function isForeign(path: string): boolean {
  if (path === '/index.html') return true;
  return path !== '/swagger-ui-init.js' && /\/(?:package\.json|swagger-ui-init\.js)$/.test(path);
}
