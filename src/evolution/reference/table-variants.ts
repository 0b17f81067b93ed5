import type { TableFormat } from '../types.ts';

/** A table format with the properties that decide what it can do. */
export interface TableVariant {
  readonly format: TableFormat;
  readonly properties: Readonly<Record<string, string>>;
}

/** Every kind of table that a rule may treat in a way of its own. */
export const TABLE_VARIANTS: readonly TableVariant[] = [
  { format: 'PARQUET', properties: {} },
  { format: 'PARQUET', properties: { 'engine.spark.version': '3' } },
  { format: 'DELTA', properties: {} },
  { format: 'DELTA', properties: { 'delta.enableTypeWidening': 'true' } },
  { format: 'DELTA', properties: { 'delta.columnMapping.mode': 'name' } },
  { format: 'ICEBERG', properties: {} },
  { format: 'HUDI', properties: {} },
  { format: 'HUDI', properties: { 'hoodie.schema.on.read.enable': 'true' } },
];
