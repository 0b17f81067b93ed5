import { resolvePolicy } from '../src/evolution/policy.ts';
import { PLAIN_TABLE } from '../src/evolution/plain-table.ts';
import { judge } from '../src/evolution/judge.ts';
import type { TableState } from '../src/evolution/types.ts';
import { parseStructJson } from '../src/schema/parse-json.ts';
import type { StructType } from '../src/schema/types.ts';
import { quantile, timesOf } from './measure.ts';
import { flatSchema, nestedSchema } from './schemas.ts';

const SIZES = [10, 100, 1_000, 10_000];
const DEPTH = 20;
const HEAD = ['fields', 'shape', 'batch', 'parse ms', 'judge ms', 'heap MB'];

/** What a verdict costs: the submission read from text, and judged against an active schema that is in memory. */
export function benchEngine(print: (line: string) => void): void {
  print(row(HEAD));
  for (const size of SIZES) {
    const shapes = {
      flat: (changed: boolean) => flatSchema(size, changed),
      [`${DEPTH} deep`]: (changed: boolean) => nestedSchema(size, DEPTH, changed),
    };
    for (const [shape, text] of Object.entries(shapes)) {
      print(measure(size, shape, 'unchanged', text(false), text(false)));
      print(measure(size, shape, '10 % changed', text(false), text(true)));
    }
  }
}

function measure(size: number, shape: string, batch: string, table: string, submitted: string): string {
  const active = parsed(table);
  const state: TableState = { ...PLAIN_TABLE, active, activeVersion: 1 };
  const policy = resolvePolicy({ preset: 'TOLERANT' }, 'STRICT');
  const verdict = (schema: StructType) =>
    judge(state, { schema, origin: 'INFERRED', nullOnlyPaths: [], base: null }, policy);
  const schema = parsed(submitted);
  const runs = { warmUp: 50, runs: 100 };
  const parseMs = quantile(
    timesOf(() => parsed(submitted), runs),
    0.5,
  );
  const judgeMs = quantile(
    timesOf(() => verdict(schema), runs),
    0.5,
  );
  const heap = heapOf(() => verdict(parsed(submitted)));
  return row([String(size), shape, batch, parseMs.toFixed(3), judgeMs.toFixed(3), heap.toFixed(1)]);
}

/** Heap that grows while the work is done and its result is held, garbage included: `node --expose-gc` makes it exact. */
function heapOf(work: () => unknown): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const held = work();
  const grown = process.memoryUsage().heapUsed - before;
  return held === undefined ? 0 : Math.max(0, grown) / 1024 / 1024;
}

function parsed(text: string): StructType {
  const result = parseStructJson(text);
  if (!result.ok) throw new Error('the schema of the benchmark is not one');
  return result.value;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at < 3 ? cell.padEnd(13) : cell.padStart(10))).join(' ');
}
