import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMetrics, type Metrics } from '../../src/metrics.ts';

describe('metrics', () => {
  let metrics: Metrics;
  beforeEach(() => {
    metrics = createMetrics();
  });
  afterEach(() => {
    metrics.close();
  });

  async function lines(): Promise<readonly string[]> {
    return (await metrics.scrape()).text.split('\n');
  }

  it('count requests by route, method and status', async () => {
    metrics.request({ method: 'GET', route: '/datasets/{dataset}', status: 200, seconds: 0.02 });
    const labels = 'method="GET",route="/datasets/{dataset}",status="200"';
    expect(await lines()).toContain(`http_requests_total{${labels}} 1`);
    expect(await lines()).toContain(`http_request_duration_seconds_bucket{le="0.025",${labels}} 1`);
    expect(await lines()).toContain(`http_request_duration_seconds_bucket{le="0.01",${labels}} 0`);
  });

  it('count verdicts and breaking changes by dataset', async () => {
    metrics.verdict('orders', 'BREAKING');
    metrics.breaking('orders');
    expect(await lines()).toContain('schema_verdicts_total{dataset="orders",verdict="BREAKING"} 1');
    expect(await lines()).toContain('breaking_schema_change_total{dataset="orders"} 1');
  });

  it('ask for a gauge at each scrape', async () => {
    let value = 1;
    metrics.gauge({ name: 'pool', help: 'x', read: () => value });
    expect(await lines()).toContain('pool 1');
    value = 2;
    expect(await lines()).toContain('pool 2');
  });

  it('leave out a gauge that cannot be read, and give the rest', async () => {
    let broken = false;
    const read = () => (broken ? Promise.reject(new Error('no database')) : Promise.resolve(3));
    metrics.gauge({ name: 'blocked', help: 'x', read });
    expect(await lines()).toContain('blocked 3');
    broken = true;
    const after = await lines();
    expect(after.filter((line) => line.startsWith('blocked '))).toEqual([]);
    expect(after.some((line) => line.startsWith('process_cpu_seconds_total'))).toBe(true);
  });

  it('of two services in one process do not mix', async () => {
    const other = createMetrics();
    other.breaking('orders');
    other.close();
    expect((await lines()).filter((line) => line.startsWith('breaking_schema_change_total{'))).toEqual([]);
  });
});
