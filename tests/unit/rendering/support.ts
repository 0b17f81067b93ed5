import type { TableFormat } from '../../../src/evolution/types.ts';
import type { TableSpec } from '../../../src/rendering/types.ts';
import { parseTableSchema } from '../../../src/schema/sql/parse-table-schema.ts';
import type { StructType } from '../../../src/schema/types.ts';

export function schemaOf(columns: string): StructType {
  const parsed = parseTableSchema(columns);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

/** The table `orders` in a format; whatever else matters is given. */
export function tableOf(format: TableFormat, rest: Partial<TableSpec> = {}): TableSpec {
  return {
    name: ['orders'],
    format,
    properties: {},
    mode: 'append',
    pkFields: [],
    partitionKeys: [],
    location: null,
    description: null,
    kafkaTopic: null,
    ...rest,
  };
}
