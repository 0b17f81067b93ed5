import { parseArgs } from 'node:util';
import { TABLE_FORMATS, type TableFormat } from '../src/evolution/types.ts';

export type MatrixArguments =
  | {
      readonly ok: true;
      readonly format: TableFormat;
      readonly properties: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly message: string };

export const USAGE = `Usage: npm run --silent matrix -- --format ${TABLE_FORMATS.join('|')} [--property name=value]…`;

/** Reads a command line; what is wrong with it comes back as one sentence. */
export function readMatrixArguments(args: readonly string[]): MatrixArguments {
  const parsed = parse(args);
  if (typeof parsed === 'string') return refuse(parsed);
  const { format: name, property: assignments = [] } = parsed;
  const format = TABLE_FORMATS.find((known) => known === name?.toUpperCase());
  if (format === undefined) {
    const got = name === undefined ? 'is missing' : `is "${name}"`;
    return refuse(`--format ${got}; it is one of ${TABLE_FORMATS.join(', ')}.`);
  }
  const pairs = assignments.map((text) => [text.indexOf('='), text] as const);
  const wrong = pairs.find(([end]) => end < 1);
  if (wrong !== undefined) return refuse(`--property is "${wrong[1]}"; it is name=value.`);
  const properties = pairs.map(([end, text]) => [text.slice(0, end), text.slice(end + 1)] as const);
  return { ok: true, format, properties: Object.fromEntries(properties) };
}

function parse(args: readonly string[]): { format?: string; property?: string[] } | string {
  try {
    const options = { format: { type: 'string' }, property: { type: 'string', multiple: true } } as const;
    return { ...parseArgs({ args: [...args], options }).values };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuse(message: string): MatrixArguments {
  return { ok: false, message };
}
