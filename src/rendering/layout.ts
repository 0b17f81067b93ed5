import { pathText } from '../schema/path.ts';
import type { DataType, Path, StructField, StructType } from '../schema/types.ts';
import { fieldsByLowerName, lowerKey } from '../schema/walk.ts';
import type { Engine, TableSpec } from './types.ts';

/** The columns that a table is laid out by, as the schema spells them. */
export interface Layout {
  readonly partitions: readonly Path[];
  readonly keys: readonly Path[];
  /** Those of both that no column of the schema is: the job adds them, and their types are not known here. */
  readonly unknownPartitions: readonly Path[];
  readonly unknownKeys: readonly Path[];
}

export function layoutOf(schema: StructType, { partitionKeys, pkFields }: TableSpec): Layout {
  const partitions = partitionKeys.map((path) => ({ path, found: spelled(schema, path) }));
  const keys = pkFields.map((path) => ({ path, found: spelled(schema, path) }));
  const unknown = ({ found }: { found: Path | null }) => found === null;
  return {
    partitions: partitions.map(({ path, found }) => found ?? path),
    keys: keys.map(({ path, found }) => found ?? path),
    unknownPartitions: partitions.filter(unknown).map(({ path }) => path),
    unknownKeys: keys.filter(unknown).map(({ path }) => path),
  };
}

/** The path as the schema spells it; engines find columns whatever the case. Null where there is no such field. */
function spelled(schema: StructType, path: Path): Path | null {
  const found: string[] = [];
  let type: DataType = schema;
  for (const step of path) {
    if (type.kind !== 'struct') return null;
    const fields: readonly StructField[] = fieldsByLowerName(type).get(lowerKey(step)) ?? [];
    const field: StructField | undefined = fields.find(({ name }) => name === step) ?? fields[0];
    if (field === undefined) return null;
    found.push(field.name);
    type = field.type;
  }
  return found;
}

const ENGINE_NAMES = { HIVE: 'Hive', FLINK: 'Flink' } as const;

/** Why a table of these columns, laid out like this, cannot be made as it is written down; null where it can. */
export function layoutFault(
  { fields }: StructType,
  { partitions, unknownPartitions }: Layout,
  { engine, format }: { readonly engine: Engine; readonly format: TableSpec['format'] },
): string | null {
  const [unknown] = unknownPartitions;
  if (fields.length === 0) return 'There is no column that the table could have.';
  if (unknown !== undefined) {
    return `The table is partitioned by ${pathText(unknown)}, which the schema does not have: the job adds it. Write it among the columns with its type, and run this then.`;
  }
  const nested = partitions.find((path) => path.length > 1);
  if (nested !== undefined && format === 'ICEBERG' && (engine === 'HIVE' || engine === 'FLINK')) {
    return `The table is partitioned by ${pathText(nested)}, and the SQL of ${ENGINE_NAMES[engine]} can say that of columns alone: create it in Spark or Trino.`;
  }
  if (nested !== undefined && format !== 'ICEBERG') {
    return `The table is partitioned by ${pathText(nested)}, and ${format} partitions by columns alone, not by what is in them.`;
  }
  if (format === 'ICEBERG') return null;
  return partitions.length < fields.length
    ? null
    : 'The table is partitioned by all its columns, and none is left to store.';
}
