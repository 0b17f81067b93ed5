import type { ServerResponse } from 'node:http';

const templates = new WeakMap<ServerResponse, string>();

/** Notes which declared path a request came in by: metrics count by it, never by the raw path. */
export function noteRoute(response: ServerResponse, template: string): void {
  templates.set(response, template);
}

export function routeOf(response: ServerResponse): string {
  return templates.get(response) ?? 'unmatched';
}
