export type MigrationState = 'applied' | 'pending' | 'unknown';

export interface HealthReport {
  readonly database: 'connected' | 'unreachable';
  readonly migrations: MigrationState;
  /** Why the database cannot be used; null when it can. */
  readonly reason: string | null;
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly draining: boolean;
}
