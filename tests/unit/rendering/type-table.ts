import { TABLE_FORMATS, type TableFormat } from '../../../src/evolution/types.ts';
import { avroSchema } from '../../../src/rendering/documents/avro-schema.ts';
import { icebergSchema, nextIcebergVersion } from '../../../src/rendering/documents/iceberg-schema.ts';
import { jsonSchema } from '../../../src/rendering/documents/json-schema.ts';
import { renderTable } from '../../../src/rendering/render-engine.ts';
import type { Engine } from '../../../src/rendering/types.ts';
import type { JsonObject, StructType } from '../../../src/schema/types.ts';
import { schemaOf, tableOf } from './support.ts';

/** One type of each kind, as Spark writes it. */
const TYPES = [
  ...[
    'BOOLEAN',
    'TINYINT',
    'SMALLINT',
    'INT',
    'BIGINT',
    'FLOAT',
    'DOUBLE',
    'DECIMAL(10,2)',
    'STRING',
    'CHAR(3)',
  ],
  ...[
    'VARCHAR(80)',
    'BINARY',
    'DATE',
    'TIMESTAMP',
    'TIMESTAMP_NTZ',
    'VARIANT',
    'INTERVAL DAY TO SECOND',
    'TIME(6)',
  ],
  ...['VOID', 'ARRAY<INT>', 'MAP<STRING, INT>', 'MAP<INT, STRING>', 'STRUCT<a: INT NOT NULL>'],
];

/** The types of an engine, by type and format; a star is a substitute that a warning tells of, a dash is none. */
export function engineTable(engine: Engine): string {
  const formats = TABLE_FORMATS.filter((format) => engine !== 'TRINO' || format !== 'HUDI');
  return table(
    formats,
    TYPES.map((type) => [type, ...formats.map((format) => cellOf(engine, format, type))]),
  );
}

/** The types of the JSON forms. */
export function documentTable(): string {
  return table(
    ['ICEBERG', 'AVRO', 'JSON_SCHEMA'],
    TYPES.map((type) => [type, ...documentsOf(columns(type)).map((found) => code(found))]),
  );
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [
    ['type', ...heads],
    ['type', ...heads].map(() => '---'),
    ...rows.map(([type = '', ...cells]) => [code(type), ...cells]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function columns(type: string): StructType {
  return schemaOf(`k BIGINT, x ${type}`);
}

function cellOf(engine: Engine, format: TableFormat, type: string): string {
  const { lines, warnings } = renderTable(
    engine,
    columns(type),
    tableOf(format, { location: 's3a://lake/orders' }),
  );
  const sql = lines.find(({ isComment }) => !isComment)?.sql ?? '';
  const found = /^ {2}[`"]?x[`"]? (.*?),?$/m.exec(sql)?.[1];
  const isSubstitute = warnings.some(({ code: why }) => why === 'TYPE_SUBSTITUTED');
  return `${code(found)}${isSubstitute ? '\\*' : ''}`;
}

function documentsOf(schema: StructType): (string | undefined)[] {
  const [iceberg, avro] = [
    icebergSchema(nextIcebergVersion(null, schema), schema, tableOf('ICEBERG')),
    avroSchema(schema, tableOf('HUDI')),
  ];
  const { properties } = jsonSchema(schema, tableOf('PARQUET')).document;
  return [
    fieldType(iceberg.document),
    fieldType(avro.document),
    JSON.stringify(nonNull((properties as JsonObject)['x'])),
  ];
}

function fieldType({ fields }: JsonObject): string | undefined {
  const found = (fields as readonly JsonObject[]).find(({ name }) => name === 'x');
  return found === undefined ? undefined : JSON.stringify(nonNull(found['type']));
}

/** Columns may be null unless they say otherwise: what remains is the type. */
function nonNull(type: unknown): unknown {
  if (Array.isArray(type) && type.length === 2 && type[0] === 'null') return nonNull(type[1]);
  const json = JSON.stringify(type);
  return JSON.parse(json.replaceAll(/\["(\w+)","null"\]/g, '"$1"').replaceAll(/\["null",("\w+")\]/g, '$1'));
}

function code(text: string | undefined): string {
  if (text === undefined) return '–';
  const quotes = text.includes('`') ? '``' : '`';
  return `${quotes}${text.replaceAll('|', '\\|')}${quotes}`;
}
