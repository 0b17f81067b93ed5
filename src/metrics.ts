import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { inTime } from './time-limit.ts';

export interface RequestSample {
  readonly method: string;
  /** The declared path, never the raw one: its number is bounded. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  request(sample: RequestSample): void;
  /** Every judged submission. */
  verdict(dataset: string, changeType: string): void;
  /** Every breaking one, also those that a caller reports. */
  breaking(dataset: string): void;
  /** A value that is asked for at each scrape; where asking fails, the series is left out. */
  gauge(definition: GaugeDefinition): void;
  /** The text that Prometheus scrapes. */
  scrape(): Promise<{ readonly contentType: string; readonly text: string }>;
  close(): void;
}

export interface GaugeDefinition {
  readonly name: string;
  readonly help: string;
  readonly read: () => number | Promise<number>;
}

const READ_TIMEOUT_MS = 1_000;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const REQUEST_LABELS = ['method', 'route', 'status'] as const;

/** A registry of its own, so that several services can live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered.',
    labelNames: REQUEST_LABELS,
    registers,
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: REQUEST_LABELS,
    buckets: SECONDS,
    registers,
  });
  const verdicts = new Counter({
    name: 'schema_verdicts_total',
    help: 'Submissions judged, by dataset and verdict.',
    labelNames: ['dataset', 'verdict'],
    registers,
  });
  const breaking = new Counter({
    name: 'breaking_schema_change_total',
    help: 'Breaking submissions, by dataset.',
    labelNames: ['dataset'],
    registers,
  });
  return {
    request: ({ method, route, status, seconds }) => {
      const labels = { method, route, status: String(status) };
      requests.inc(labels);
      duration.observe(labels, seconds);
    },
    verdict: (dataset, changeType) => {
      verdicts.inc({ dataset, verdict: changeType });
    },
    breaking: (dataset) => {
      breaking.inc({ dataset });
    },
    gauge: (definition) => {
      registry.registerMetric(lazyGauge(definition));
    },
    scrape: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    close: () => {
      registry.clear();
    },
  };
}

function lazyGauge({ name, help, read }: GaugeDefinition): Gauge {
  return new Gauge({
    name,
    help,
    registers: [],
    async collect() {
      try {
        // A scrape is not to wait for what is stuck.
        this.set(await inTime(Promise.resolve(read()), READ_TIMEOUT_MS));
      } catch {
        this.remove();
      }
    },
  });
}
