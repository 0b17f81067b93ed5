import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { TABLE_FORMATS } from '../../../src/evolution/types.ts';
import { fitSchema } from '../../../src/rendering/fit-schema.ts';
import { renderTable } from '../../../src/rendering/render-engine.ts';
import { SPARK_FITS } from '../../../src/rendering/spark/spark-fit.ts';
import { structOf } from '../../../src/schema/constructors.ts';
import { parseTableSchema } from '../../../src/schema/sql/parse-table-schema.ts';
import { printStructJson } from '../../../src/schema/print-json.ts';
import type { DataType, StructField, StructType } from '../../../src/schema/types.ts';
import { fieldName, schemasOf } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import { tableOf } from './support.ts';

const anyStruct = schemasOf({ names: fieldName.filter((name) => name !== '') }).struct;

describe('the columns of a CREATE TABLE for Spark', () => {
  it('are read back as the schema that they were made of, whatever its names and comments', () => {
    fc.assert(
      fc.property(anyStruct, fc.constantFrom(...TABLE_FORMATS), (schema, format) => {
        const { schema: stored } = fitSchema(schema, SPARK_FITS[format]);
        fc.pre(stored.fields.length > 0);
        const sql = renderTable('SPARK', schema, tableOf(format)).lines[0]?.sql ?? '';
        const columns = /^CREATE TABLE orders \(\n([^]*)\n\)\nUSING \w+$/.exec(sql)?.[1];
        const parsed = parseTableSchema(columns ?? '');
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
        expect(printStructJson(parsed.value)).toBe(printStructJson(asSqlSaysIt(stored)));
      }),
      { numRuns: runs },
    );
  });
});

/** SQL knows comments and no other metadata, and lets elements and values be null. */
function asSqlSaysIt({ fields }: StructType): StructType {
  return structOf(
    fields.map((field: StructField) => {
      const comment = field.metadata['comment'];
      return {
        ...field,
        type: typeAsSqlSaysIt(field.type),
        metadata: typeof comment === 'string' ? { comment } : {},
      };
    }),
  );
}

function typeAsSqlSaysIt(type: DataType): DataType {
  switch (type.kind) {
    case 'struct':
      return asSqlSaysIt(type);
    case 'array':
      return { ...type, elementType: typeAsSqlSaysIt(type.elementType), containsNull: true };
    case 'map':
      return {
        ...type,
        keyType: typeAsSqlSaysIt(type.keyType),
        valueType: typeAsSqlSaysIt(type.valueType),
        valueContainsNull: true,
      };
    default:
      return type;
  }
}
