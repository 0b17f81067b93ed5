import { Router } from 'express';
import swaggerUi from 'swagger-ui-express';
import { noteRoute } from './route-template.ts';

/** Swagger UI at `/docs`, from its own files alone; addresses are relative, so that it works behind a prefix. */
export function docsPage(): Router {
  const router = Router();
  router.use('/docs', (_request, response, next) => {
    noteRoute(response, '/docs');
    next();
  });
  router.use(
    '/docs',
    swaggerUi.serve,
    swaggerUi.setup(undefined, {
      customSiteTitle: 'Metastore API',
      swaggerOptions: {
        url: '../openapi.json',
        deepLinking: true,
        tryItOutEnabled: true,
        persistAuthorization: true,
        displayRequestDuration: true,
        filter: true,
        // The default would send the document to a public validator.
        validatorUrl: null,
      },
    }),
  );
  return router;
}
