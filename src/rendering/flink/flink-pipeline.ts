import { pathText } from '../../schema/path.ts';
import type { StructType } from '../../schema/types.ts';
import { fitSchema } from '../fit-schema.ts';
import { comment } from '../line.ts';
import { runOrTell } from '../make-table.ts';
import { settingMissing } from '../setting-missing.ts';
import { propertyOf } from '../table-options.ts';
import type { Rendering, RenderingWarning, TableSpec } from '../types.ts';
import { flinkCreateTable } from './flink-create-table.ts';
import { flinkFeed } from './flink-feed.ts';
import { FLINK_FITS, FLINK_SOURCE_FIT } from './flink-fit.ts';
import { flinkColumn, flinkName, flinkPath, flinkString } from './flink-text.ts';

const SERVERS = 'kafka.bootstrap.servers';
const UNKNOWN_SERVERS = '<broker>:9092';

/** The dataset's topic as a source, its table as a sink, and the statement that feeds one from the other. */
export function flinkPipeline(schema: StructType, spec: TableSpec): Rendering {
  const sink = flinkCreateTable(schema, spec);
  if (spec.kafkaTopic === null) {
    return {
      ...sink,
      lines: [comment('The dataset has no topic: there is no source to declare.'), ...sink.lines],
    };
  }
  const source = flinkName(`${spec.name.at(-1) ?? ''}_source`);
  const fitted = fitSchema(schema, FLINK_SOURCE_FIT);
  const columns = fitted.schema;
  const missing = serversMissing(spec);
  const sql = [
    `CREATE TEMPORARY TABLE ${source} (`,
    columns.fields
      .map((field) => `  ${flinkColumn({ ...field, metadata: {} }, FLINK_SOURCE_FIT.leaf)}`)
      .join(',\n'),
    ') WITH (',
    sourceOptions(spec, spec.kafkaTopic)
      .map(([name, value]) => `  ${flinkString(name)} = ${flinkString(value)}`)
      .join(',\n'),
    ')',
  ].join('\n');
  const declared = runOrTell(
    sql,
    missing.map(({ message }) => message),
  );
  const areThere = missing.length === 0 && sink.lines.some(({ isComment }) => !isComment);
  const table = { name: flinkPath(spec.name), schema: fitSchema(schema, FLINK_FITS[spec.format]).schema };
  const feed = flinkFeed({ name: source, schema: columns }, table, areThere);
  return {
    lines: [...declared, ...sink.lines, ...feed],
    warnings: [...sink.warnings, ...leftOutOfSource(fitted.warnings, sink.warnings), ...missing],
  };
}

/** What the table has and the source cannot: of the rest the sink tells. */
function leftOutOfSource(
  source: readonly RenderingWarning[],
  sink: readonly RenderingWarning[],
): RenderingWarning[] {
  const told = new Set(
    sink.flatMap(({ code, path }) => (code === 'COLUMN_LEFT_OUT' && path !== null ? [pathText(path)] : [])),
  );
  return source.filter(
    ({ code, path }) => code === 'COLUMN_LEFT_OUT' && path !== null && !told.has(pathText(path)),
  );
}

function sourceOptions({ name, properties }: TableSpec, topic: string): [string, string][] {
  return [
    ['connector', 'kafka'],
    ['topic', topic],
    ['properties.bootstrap.servers', propertyOf(properties, SERVERS) ?? UNKNOWN_SERVERS],
    ['properties.group.id', `${name.at(-1) ?? topic}-flink`],
    ['scan.startup.mode', 'earliest-offset'],
    ['format', 'json'],
    ['json.timestamp-format.standard', 'ISO-8601'],
  ];
}

function serversMissing({ properties }: TableSpec) {
  if (propertyOf(properties, SERVERS) !== null) return [];
  return [
    settingMissing(
      `The dataset does not say where Kafka is: set properties["${SERVERS}"] (PATCH /datasets/{dataset}), or write it in place of ${UNKNOWN_SERVERS}.`,
    ),
  ];
}
