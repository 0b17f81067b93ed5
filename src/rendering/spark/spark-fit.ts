import type { TableFormat } from '../../evolution/types.ts';
import { sqlType } from '../../schema/sql/type-text.ts';
import type { Fit } from '../fit-schema.ts';
import { type Leaf, type LeafAnswer, NO_TYPE_YET, nothing, same } from '../leaf.ts';

/** What Spark can store in a table of each format. */
export const SPARK_FITS: Readonly<Record<TableFormat, Fit>> = {
  PARQUET: fitOf('Spark for Parquet', 'EVERYWHERE', parquetStores),
  DELTA: fitOf('Spark for Delta', 'IN_STRUCTS', isKnown),
  ICEBERG: fitOf('Spark for Iceberg', 'EVERYWHERE', isKnown),
  HUDI: { ...fitOf('Spark for Hudi', 'EVERYWHERE', hudiStores), mapKeys: 'STRING' },
};

function fitOf(label: string, notNull: Fit['notNull'], stores: (type: Leaf) => boolean): Fit {
  return {
    label,
    notNull,
    comments: 'EVERYWHERE',
    mapKeys: 'ANY',
    leaf: (type) => leafIn(type, stores),
    nameFault: () => null,
  };
}

function leafIn(type: Leaf, stores: (type: Leaf) => boolean): LeafAnswer {
  if (stores(type)) return same(sqlType(type));
  return isVoid(type) ? NO_TYPE_YET : nothing('the format stores no such type');
}

function isVoid(type: Leaf): boolean {
  return type.kind === 'primitive' && type.name === 'void';
}

function isKnown(type: Leaf): boolean {
  return type.kind !== 'opaque' && !isVoid(type);
}

/** The intervals of the SQL standard and times of day, but none of what is not one number. */
function parquetStores(type: Leaf): boolean {
  if (type.kind === 'opaque') return /^(?:interval .|time\()/.test(type.name);
  return !isVoid(type);
}

/** What Avro has a type for. */
function hudiStores(type: Leaf): boolean {
  return isKnown(type) && !(type.kind === 'primitive' && type.name === 'variant');
}
