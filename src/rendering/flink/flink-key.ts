import type { Layout } from '../layout.ts';
import type { TableSpec } from '../types.ts';

/** Only tables whose rows are replaced have a key; Delta's connector and files take none. */
export function takesKey({ mode, format }: TableSpec): boolean {
  return mode === 'upsert' && (format === 'HUDI' || format === 'ICEBERG');
}

/** The columns of PRIMARY KEY: none where one of them is nested, or not in the schema. */
export function flinkKey({ keys, unknownKeys }: Layout, spec: TableSpec): string[] {
  if (!takesKey(spec) || unknownKeys.length > 0 || keys.some((path) => path.length > 1)) return [];
  return keys.map((path) => path[0] ?? '');
}
