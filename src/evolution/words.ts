import { pathText, stepText } from '../schema/path.ts';
import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path } from '../schema/types.ts';
import type { PolicySettings } from './types.ts';

const TEXT_LIMIT = 200;

/** How sentences name a column: `Column address.zip`. */
export function column(path: Path): string {
  return `${path.length === 1 ? 'Column' : 'Field'} ${pathText(path)}`;
}

/** A type in a sentence: in full unless that would bury the sentence. */
export function typeIn(type: DataType): string {
  const text = typeText(type);
  return text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT)}…`;
}

/** The instruction that changes one setting of a dataset's policy. */
export function setPolicy<S extends keyof PolicySettings>(setting: S, value: PolicySettings[S]): string {
  return `set evolutionPolicy.${setting} to ${JSON.stringify(value)} (PATCH /datasets/{dataset})`;
}

/** The instruction that runs a statement on the dataset's table. */
export function ddl(clause: string): string {
  return `POST /datasets/{dataset}/ddl with "ALTER TABLE <table> ${clause}"`;
}

export { pathText, stepText };
