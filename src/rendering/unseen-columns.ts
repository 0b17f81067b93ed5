import { pathText } from '../schema/path.ts';
import type { Path, StructType } from '../schema/types.ts';
import { type Fit, fitSchema } from './fit-schema.ts';
import { SPARK_FITS } from './spark/spark-fit.ts';
import type { TableSpec } from './types.ts';

/** What a table in this format has and an engine cannot be told of. What has no type yet is in no table. */
export function unseenColumns(schema: StructType, fit: Fit, format: TableSpec['format']): Path[] {
  const inNoTable = new Set(leftOut(schema, SPARK_FITS[format]).map(pathText));
  return leftOut(schema, fit).filter((path) => !inNoTable.has(pathText(path)));
}

function leftOut(schema: StructType, fit: Fit): Path[] {
  return fitSchema(schema, fit).warnings.flatMap(({ code, path }) =>
    code === 'COLUMN_LEFT_OUT' && path !== null ? [path] : [],
  );
}
