import { createHash } from 'node:crypto';
import { printSortedJson } from './json/json-printer.ts';
import { type PrintStyle, printType } from './print-json.ts';
import type { StructField, StructType } from './types.ts';

export interface Fingerprints {
  readonly exact: string;
  readonly logical: string;
}

const EXACT: PrintStyle = {
  arrange: (fields) => fields,
  metadata: (metadata) => `,"metadata":${printSortedJson(metadata)}`,
  udt: printSortedJson,
};

const LOGICAL: PrintStyle = {
  arrange: (fields) => [...fields].sort(byName),
  metadata: () => '',
  udt: printSortedJson,
};

/**
 * SHA-256, in hexadecimal, of two canonical texts of a schema.
 * `exact`: the printed JSON with the keys of metadata sorted (Spark keeps no order there). Equal when nothing that a
 * reader of the schema could see differs.
 * `logical`: without the order of fields, comments and all other metadata, since none of them changes which rows fit.
 * Nullability stays in both, because a row may fit one and not the other.
 */
export function fingerprints(struct: StructType): Fingerprints {
  return { exact: sha256(printType(struct, EXACT)), logical: sha256(printType(struct, LOGICAL)) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function byName(a: StructField, b: StructField): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}
