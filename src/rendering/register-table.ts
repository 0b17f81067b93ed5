import type { StructType } from '../schema/types.ts';
import { flinkPipeline } from './flink/flink-pipeline.ts';
import { hiveRegisterTable } from './hive/hive-register-table.ts';
import { sparkRegisterTable } from './spark/spark-register-table.ts';
import { trinoRegisterTable } from './trino/trino-register-table.ts';
import type { Engine, Rendering, TableSpec } from './types.ts';

/** What makes an engine know a table that is in storage already; for Flink, what feeds it from its topic. */
export function registerTable(engine: Engine, schema: StructType, spec: TableSpec): Rendering {
  switch (engine) {
    case 'SPARK':
      return sparkRegisterTable(schema, spec);
    case 'TRINO':
      return trinoRegisterTable(schema, spec);
    case 'HIVE':
      return hiveRegisterTable(schema, spec);
    case 'FLINK':
      return flinkPipeline(schema, spec);
  }
}
