import type { TableState } from './types.ts';

/** A table of which nothing is said: for whatever needs one with just a few things about it. */
export const PLAIN_TABLE: TableState = {
  format: 'PARQUET',
  properties: {},
  mode: 'append',
  active: null,
  activeVersion: null,
  facts: [],
  pkFields: [],
  partitionKeys: [],
  derivedFields: [],
  protectedFields: [],
  formerPkFields: [],
  formerPartitionKeys: [],
};
