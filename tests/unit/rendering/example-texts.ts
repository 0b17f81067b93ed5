import { TABLE_FORMATS, type TableFormat } from '../../../src/evolution/types.ts';
import { evolveIds, identify } from '../../../src/rendering/column-ids.ts';
import { scriptOf } from '../../../src/rendering/line.ts';
import { registerTable } from '../../../src/rendering/register-table.ts';
import { renderChange, renderTable } from '../../../src/rendering/render-engine.ts';
import { ENGINES, type Engine, type Rendering, type TableSpec } from '../../../src/rendering/types.ts';
import { schemaOf, tableOf } from './support.ts';

const BEFORE = schemaOf(`
  order_id BIGINT NOT NULL COMMENT 'it''s the key',
  country STRING,
  quantity INT,
  placed_at TIMESTAMP,
  \`from\` STRING,
  address STRUCT<street: STRING COMMENT 'and number', town: STRING>,
  items ARRAY<STRUCT<sku: STRING, price: DECIMAL(8,2)>>,
  coupon STRING
`);

/** The same after a version that renames, drops, adds and widens. */
const AFTER = schemaOf(`
  order_id BIGINT NOT NULL COMMENT 'given by the shop',
  country STRING,
  quantity BIGINT,
  placed_at TIMESTAMP,
  channel STRING,
  address STRUCT<street: STRING COMMENT 'with its number', city: STRING, zip: STRING>,
  items ARRAY<STRUCT<sku: STRING, price: DECIMAL(10,2)>>,
  gift BOOLEAN COMMENT 'wrapped'
`);

const RENAMES = [
  { parent: [], from: 'from', to: 'channel' },
  { parent: ['address'], from: 'town', to: 'city' },
];

const PROPERTIES: Readonly<Record<TableFormat, Readonly<Record<string, string>>>> = {
  PARQUET: {},
  HUDI: { 'hoodie.table.precombine.field': 'placed_at', 'hoodie.schema.on.read.enable': 'true' },
  DELTA: { 'delta.columnMapping.mode': 'name' },
  ICEBERG: { 'iceberg.format-version': '2' },
};

function ordersIn(engine: Engine, format: TableFormat): TableSpec {
  // Hive and Flink read no Delta table with column mapping.
  const isFirstDelta = format === 'DELTA' && (engine === 'HIVE' || engine === 'FLINK');
  return tableOf(format, {
    name: ['lake', 'shop', 'orders'],
    mode: format === 'PARQUET' ? 'append' : 'upsert',
    pkFields: [['order_id']],
    partitionKeys: [['country']],
    location: 's3a://lake/shop/orders',
    description: "The shop's orders",
    kafkaTopic: 'orders',
    properties: { 'kafka.bootstrap.servers': 'kafka:9092', ...(isFirstDelta ? {} : PROPERTIES[format]) },
  });
}

/** Every engine with every format, and the name of the file that shows its texts. */
export const EXAMPLES = ENGINES.flatMap((engine) =>
  TABLE_FORMATS.map((format) => ({ file: `${engine}-${format}.sql`.toLowerCase(), engine, format })),
);

/** All texts of an engine for a format: a table, a change of it, its registration. */
export function exampleText(engine: Engine, format: TableFormat): string {
  const spec = ordersIn(engine, format);
  const before = identify(BEFORE);
  const change = renderChange(engine, before, evolveIds(before, AFTER, RENAMES), spec);
  return [
    section('A version', renderTable(engine, BEFORE, spec)),
    section('The next version', change),
    section('Registration', registerTable(engine, AFTER, spec)),
  ].join('\n');
}

function section(title: string, { lines, warnings }: Rendering): string {
  const told = warnings.map(({ code, message }) => `-- (${code}) ${message}\n`).join('');
  return `-- ${title}\n\n${scriptOf(lines)}${told}`;
}
