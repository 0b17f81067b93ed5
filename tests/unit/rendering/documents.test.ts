import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { avroSchema } from '../../../src/rendering/documents/avro-schema.ts';
import { icebergSchema, nextIcebergVersion } from '../../../src/rendering/documents/iceberg-schema.ts';
import { jsonSchema } from '../../../src/rendering/documents/json-schema.ts';
import type { TableSpec } from '../../../src/rendering/types.ts';
import { field, primitive, structOf } from '../../../src/schema/constructors.ts';
import { isJsonArray, isJsonObject } from '../../../src/schema/json/json-value.ts';
import type { JsonValue } from '../../../src/schema/types.ts';
import { structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import { schemaOf, tableOf } from './support.ts';

describe('the Avro record', () => {
  it('has the name that Hudi gives it, null first, and decimals as small as they can be', () => {
    const schema = schemaOf(
      "id BIGINT NOT NULL COMMENT 'key', price DECIMAL(10,2), at TIMESTAMP, l ARRAY<STRUCT<d: DECIMAL(38,0) NOT NULL>>",
    );
    const spec = tableOf('HUDI', { name: ['lake', 'shop', 'my-orders.v1'], description: 'Orders' });
    expect(avroSchema(schema, spec)).toEqual({
      document: {
        type: 'record',
        name: 'my__orders__v1_record',
        namespace: 'hoodie.my__orders__v1',
        doc: 'Orders',
        fields: [
          { name: 'id', type: 'long', doc: 'key' },
          {
            name: 'price',
            type: [
              'null',
              {
                type: 'fixed',
                name: 'fixed',
                namespace: 'hoodie.my__orders__v1.my__orders__v1_record.price',
                size: 5,
                logicalType: 'decimal',
                precision: 10,
                scale: 2,
              },
            ],
            default: null,
          },
          { name: 'at', type: ['null', { type: 'long', logicalType: 'timestamp-micros' }], default: null },
          {
            name: 'l',
            type: [
              'null',
              {
                type: 'array',
                items: [
                  'null',
                  {
                    type: 'record',
                    name: 'l',
                    namespace: 'hoodie.my__orders__v1.my__orders__v1_record',
                    fields: [
                      {
                        name: 'd',
                        type: {
                          type: 'fixed',
                          name: 'fixed',
                          namespace: 'hoodie.my__orders__v1.my__orders__v1_record.l.d',
                          size: 16,
                          logicalType: 'decimal',
                          precision: 38,
                          scale: 0,
                        },
                      },
                    ],
                  },
                ],
              },
            ],
            default: null,
          },
        ],
      },
      warnings: [],
    });
  });

  it('calls what Avro has no name for by another, and tells so', () => {
    const schema = structOf(
      ['zip code', 'zip_x20code', '1st', ''].map((name) => field(name, primitive('long'))),
    );
    const { document, warnings } = avroSchema(schema, tableOf('DELTA', { name: ['shop', 'orders'] }));
    expect(document).toMatchObject({
      name: 'orders',
      namespace: 'shop',
      fields: [{ name: 'zip_x20code_' }, { name: 'zip_x20code' }, { name: '_1st' }, { name: '_' }],
    });
    expect(warnings.map(({ code, path }) => [code, path?.[0]])).toEqual([
      ['NAME_SUBSTITUTED', 'zip code'],
      ['NAME_SUBSTITUTED', '1st'],
      ['NAME_SUBSTITUTED', ''],
    ]);
  });

  it('gives every named type a valid name of its own', () => {
    fc.assert(
      fc.property(structType, (schema) => {
        const names: string[] = [];
        visit(avroSchema(schema, tableOf('HUDI')).document, (node) => {
          const { type, name, namespace, fields } = node;
          if (type !== 'record' && type !== 'fixed') return;
          if (typeof name !== 'string' || typeof namespace !== 'string') throw new Error('without a name');
          names.push(`${namespace}.${name}`);
          if (!isJsonArray(fields ?? null)) return;
          const own = (fields as readonly { name: string }[]).map((one) => one.name);
          expect(new Set(own).size).toBe(own.length);
          for (const one of own) expect(one).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
        });
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) expect(name).toMatch(/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/);
      }),
      { numRuns: runs },
    );
  });
});

function visit(value: JsonValue, see: (node: Readonly<Record<string, JsonValue>>) => void): void {
  if (isJsonArray(value)) for (const item of value) visit(item, see);
  if (!isJsonObject(value)) return;
  see(value);
  for (const item of Object.values(value)) visit(item, see);
}

describe('the schema of Iceberg', () => {
  const iceberg = (columns: string, spec: Partial<TableSpec> = {}) => {
    const schema = schemaOf(columns);
    return icebergSchema(nextIcebergVersion(null, schema), schema, tableOf('ICEBERG', spec));
  };

  it('is as table metadata hold it', () => {
    expect(
      iceberg(
        "id BIGINT NOT NULL COMMENT 'key', m MAP<STRING, ARRAY<DECIMAL(9,2)>>, t TIMESTAMP_NTZ, k TINYINT",
        {
          mode: 'upsert',
          pkFields: [['ID']],
        },
      ),
    ).toEqual({
      document: {
        type: 'struct',
        'identifier-field-ids': [1],
        fields: [
          { id: 1, name: 'id', required: true, type: 'long', doc: 'key' },
          {
            id: 2,
            name: 'm',
            required: false,
            type: {
              type: 'map',
              'key-id': 5,
              key: 'string',
              'value-id': 6,
              value: { type: 'list', 'element-id': 7, element: 'decimal(9, 2)', 'element-required': false },
              'value-required': false,
            },
          },
          { id: 3, name: 't', required: false, type: 'timestamp' },
          { id: 4, name: 'k', required: false, type: 'int' },
        ],
      },
      warnings: [],
    });
  });

  it.each([
    ['may be null', 'id BIGINT'],
    ['is a fraction', 'id DOUBLE NOT NULL'],
    ['holds others', 'id STRUCT<a: INT> NOT NULL'],
  ])('has no identifier fields where a key %s', (_why, columns) => {
    const { document, warnings } = iceberg(columns, { mode: 'upsert', pkFields: [['id']] });
    expect(document).not.toHaveProperty('identifier-field-ids');
    expect(warnings).toMatchObject([{ code: 'KEY_NOT_IDENTIFYING', path: ['id'] }]);
  });

  it('gives no id to a column without a type, and the next one once it has one', () => {
    const first = nextIcebergVersion(null, schemaOf('a INT, b VOID, c INT'));
    expect([...first.ids.keys()]).toEqual(['a', 'c']);
    const second = nextIcebergVersion(first, schemaOf('a INT, b STRING, c INT'));
    expect([...second.ids].map(([name, { id }]) => [name, id])).toEqual([
      ['a', 1],
      ['b', 3],
      ['c', 2],
    ]);
  });
});

describe('the JSON Schema', () => {
  const ajv = () => formats.default(new Ajv2020({ strict: true, allowUnionTypes: true }));

  it('takes the rows that the schema describes, and no others', () => {
    const schema = schemaOf(
      "id BIGINT NOT NULL COMMENT 'key', at TIMESTAMP, small TINYINT, tags ARRAY<STRING>, s STRUCT<d: DATE NOT NULL>, m MAP<STRING, DOUBLE>, v VARIANT",
    );
    const { document } = jsonSchema(schema, tableOf('PARQUET', { description: 'Orders' }));
    expect(document).toMatchObject({ title: 'orders', description: 'Orders' });
    const valid = ajv().compile(document);
    const row = {
      id: 1,
      at: '2026-01-28T08:00:00Z',
      tags: ['a', null],
      s: { d: '2026-01-28' },
      m: { x: 1.5 },
      v: [1],
    };
    expect(valid(row)).toBe(true);
    expect(valid({ id: 1, at: null, tags: null, s: null, m: null, v: null, more: 1 })).toBe(true);
    for (const wrong of [
      {},
      { id: null },
      { id: 1.5 },
      { id: 1, small: 200 },
      { id: 1, s: {} },
      { id: 1, at: 'then' },
    ]) {
      expect(valid(wrong)).toBe(false);
    }
  });

  it('is one for any schema, whatever its fields are called', () => {
    fc.assert(
      fc.property(structType, (schema) => {
        const { document } = jsonSchema(schema, tableOf('DELTA'));
        expect(ajv().validateSchema(document)).toBe(true);
        expect(Object.keys(document['properties'] ?? {}).sort()).toEqual(
          schema.fields.map(({ name }) => name).sort(),
        );
      }),
      { numRuns: runs },
    );
  });
});
