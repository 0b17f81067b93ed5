import { parseStructJson } from '../../src/schema/parse-json.ts';
import { printStructJson } from '../../src/schema/print-json.ts';
import type { StoredSchema } from './corpus-files.ts';
import { SimulatedTable } from './simulated-table.ts';

/**
 * What is wrong with a schema that Spark wrote into a Delta table: it parses, prints back as the same text, is INITIAL
 * as the declared schema of a Delta table, and NONE when it comes again.
 */
export function faultsOfSchema({ table: name, schemaString, partitionColumns }: StoredSchema): string[] {
  const parsed = parseStructJson(schemaString);
  if (!parsed.ok) return parsed.errors.map(({ pointer, message }) => `${name}: ${pointer} ${message}`);
  const faults: string[] = [];
  if (printStructJson(parsed.value) !== schemaString) faults.push('prints back as another text');
  const table = new SimulatedTable({
    format: 'DELTA',
    policy: { preset: 'STRICT' },
    partitionKeys: partitionColumns.map((column) => [column]),
  });
  const batch = { schema: parsed.value, origin: 'DECLARED', nullOnlyPaths: [] } as const;
  for (const expected of ['INITIAL', 'NONE']) {
    const { verdict, changes } = table.submit(batch);
    const why = changes.filter((change) => change.verdict === 'BREAKING').map(({ reason }) => reason);
    if (verdict !== expected) faults.push(`is ${verdict}, not ${expected}. ${why.join(' ')}`);
  }
  return faults.map((fault) => `${name}: ${fault}`);
}
