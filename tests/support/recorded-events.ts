import type { TestApp } from './app.ts';

/**
 * The events a service has written, read from its table. The feed would hold them back while any transaction of the
 * server is older, and other suites run on the same server.
 */
export async function recordedEvents({ context }: TestApp) {
  return context.database.prisma.event.findMany({ orderBy: { id: 'asc' } });
}

export async function recordedEventTypes(app: TestApp): Promise<string[]> {
  return (await recordedEvents(app)).map(({ type }) => type);
}
