import { readdirSync, readFileSync } from 'node:fs';
import { columnFact, tombstoneOf } from '../../../src/evolution/column-fact.ts';
import { PLAIN_TABLE } from '../../../src/evolution/plain-table.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import type {
  ColumnFact,
  Judgement,
  Policy,
  PolicyInput,
  Submission,
  TableState,
  Tombstone,
} from '../../../src/evolution/types.ts';
import { structFromJson } from '../../../src/schema/struct-from-json.ts';
import type { DataType, Path, StructType } from '../../../src/schema/types.ts';

const DIRECTORY = new URL('../../vectors/evolution/', import.meta.url);

/** A file of tests/vectors/evolution; the README there says what each key holds. */
interface VectorFile {
  readonly description: string;
  /** What a file leaves out is empty. */
  readonly table: Partial<Omit<TableState, 'active' | 'facts'>> & {
    readonly active: unknown;
    readonly facts: readonly FactInFile[];
  };
  readonly submission: Omit<Submission, 'schema' | 'base'> & {
    readonly schema: unknown;
    readonly base: unknown;
  };
  readonly policy: PolicyInput;
  readonly expect: Expectation;
}

type FactInFile = Pick<ColumnFact, 'path'> &
  Partial<Omit<ColumnFact, 'dropped'>> & { readonly dropped: TombstoneInFile | null };

interface TombstoneInFile extends Partial<Omit<Tombstone, 'type'>> {
  readonly type: unknown;
  readonly version: number;
}

export interface Expectation {
  readonly verdict: Judgement['verdict'];
  readonly changes: readonly {
    readonly rule: string;
    readonly path: Path;
    readonly before: string | null;
    readonly after: string | null;
    readonly verdict: string;
    readonly risk?: string;
    readonly formats?: readonly { readonly format: string; readonly can: boolean }[];
  }[];
  readonly effectiveSchema?: unknown;
  readonly projection?: unknown;
  readonly warnings?: readonly string[];
  readonly factUpdates?: readonly FactInFile[];
}

export interface Vector {
  readonly rule: string;
  readonly name: string;
  readonly description: string;
  readonly table: TableState;
  readonly submission: Submission;
  readonly policy: Policy;
  readonly expect: Expectation;
}

export function vectorDirectories(): string[] {
  return readdirSync(DIRECTORY, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export function readVectors(): Vector[] {
  return vectorDirectories().flatMap((rule) =>
    readdirSync(new URL(`${rule}/`, DIRECTORY))
      .sort()
      .map((file) => readVector(rule, file)),
  );
}

function readVector(rule: string, file: string): Vector {
  const read = JSON.parse(readFileSync(new URL(`${rule}/${file}`, DIRECTORY), 'utf8')) as VectorFile;
  const { table, submission, policy, description, expect } = read;
  return {
    rule,
    name: file.replace(/\.json$/, ''),
    description,
    table: {
      ...PLAIN_TABLE,
      activeVersion: table.active === null ? null : 1,
      ...table,
      active: table.active === null ? null : struct(table.active),
      facts: table.facts.map(factOf),
    },
    submission: {
      ...submission,
      schema: struct(submission.schema),
      base: submission.base === null ? null : struct(submission.base),
    },
    policy: resolvePolicy(policy, 'STRICT'),
    expect,
  };
}

export function factOf({ path, dropped, ...known }: FactInFile): ColumnFact {
  return columnFact(path, { ...known, dropped: dropped === null ? null : tombstone(dropped) });
}

function tombstone({ type: text, version, ...known }: TombstoneInFile): Tombstone {
  return { ...tombstoneOf(type(text), version), ...known };
}

export function struct(json: unknown): StructType {
  const parsed = structFromJson(json);
  if (!parsed.ok) throw new Error(`not a schema: ${JSON.stringify(parsed.errors)}`);
  return parsed.value;
}

function type(json: unknown): DataType {
  const field = struct({ type: 'struct', fields: [{ name: 'x', type: json }] }).fields[0];
  if (field === undefined) throw new Error('a struct of one field has one');
  return field.type;
}
