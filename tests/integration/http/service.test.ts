import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';

describe('the service', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it('says at / what it is and where to go', async () => {
    const answer = await request(app.server).get('/');
    expect(answer.body).toMatchObject({
      name: 'metastore',
      links: { documentation: '/docs/', health: '/health' },
    });
  });

  it('has something at every place that / names', async () => {
    const { links } = (await request(app.server).get('/')).body as { links: Record<string, string> };
    expect(Object.keys(links).length).toBeGreaterThan(4);
    for (const link of Object.values(links)) expect((await request(app.server).get(link)).status).toBe(200);
  });

  it('is healthy on a database that answers', async () => {
    const answer = await request(app.server).get('/health');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({ status: 'healthy', database: 'connected', migrations: 'applied' });
  });

  it('is ready, and alive', async () => {
    expect((await request(app.server).get('/health/ready')).body).toMatchObject({ status: 'ready' });
    expect((await request(app.server).get('/health/live')).body).toMatchObject({ status: 'alive' });
  });

  it.each([
    '/health?t=1',
    '/health/ready?t=1',
    '/health/live?%ff',
    '/metrics?x',
    '/?utm=1',
    '/openapi.json?v=2',
  ])('does not mind what a probe adds: %s', async (path) => {
    expect((await request(app.server).get(path)).status).toBe(200);
  });

  it('tells Prometheus about requests by their declared path', async () => {
    await request(app.server).get('/datasets/no-such-dataset');
    await request(app.server).get('/made/up/path');
    const { text, headers } = await request(app.server).get('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain('http_requests_total{method="GET",route="/datasets/{dataset}",status="404"} 1');
    expect(text).toContain('http_requests_total{method="GET",route="unmatched",status="404"} 1');
    expect(text).not.toContain('made/up');
  });

  it.each([
    'http_request_duration_seconds_bucket',
    'schema_verdicts_total',
    'breaking_schema_change_total',
    'blocked_schema_versions 0',
    'database_pool_size 10',
    'database_pool_waiting 0',
    'nodejs_eventloop_lag_seconds',
    'process_resident_memory_bytes',
  ])('tells Prometheus %s', async (name) => {
    expect((await request(app.server).get('/metrics')).text).toContain(name);
  });

  it('lets nothing be loaded from elsewhere, and works over plain http', async () => {
    const { headers } = await request(app.server).get('/docs/');
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('shows a documentation page whose parts all come from here', async () => {
    const page = await request(app.server).get('/docs/');
    const sources = [...page.text.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(sources).toContain('swagger-ui-init.js');
    expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    for (const source of sources) {
      expect((await request(app.server).get(`/docs/${source}`)).status).toBe(200);
    }
  });

  it('sets the documentation page up to be tried out', async () => {
    const { text } = await request(app.server).get('/docs/swagger-ui-init.js');
    expect(text).toContain('"url": "../openapi.json"');
    expect(text).toContain('"tryItOutEnabled": true');
    expect(text).toContain('"persistAuthorization": true');
    expect(text).toContain('"validatorUrl": null');
  });

  it.each(['post', 'put', 'patch', 'delete'] as const)('takes no %s at /docs', async (method) => {
    const answer = await request(app.server)[method]('/docs/');
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS');
    expect(answer.body).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
  });

  it.each(['nope.js', 'a/b', 'package.json', '%2e%2e/package.json', 'a/swagger-ui-init.js', 'index.html'])(
    'has no /docs/%s',
    async (file) => {
      const answer = await request(app.server).get(`/docs/${file}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'NOT_FOUND' });
    },
  );

  it('leads from /docs to /docs/', async () => {
    const answer = await request(app.server).get('/docs');
    expect(answer.status).toBe(301);
    expect(answer.headers['location']).toBe('/docs/');
  });
});
