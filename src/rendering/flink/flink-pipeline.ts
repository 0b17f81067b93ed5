import type { StructType } from '../../schema/types.ts';
import { fieldsByName } from '../../schema/walk.ts';
import { fitSchema } from '../fit-schema.ts';
import { comment, commentedOut, statement } from '../line.ts';
import { runOrTell } from '../make-table.ts';
import { settingMissing } from '../setting-missing.ts';
import { propertyOf } from '../table-options.ts';
import type { Rendering, TableSpec } from '../types.ts';
import { flinkCreateTable } from './flink-create-table.ts';
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
  const columns = fitSchema(schema, FLINK_SOURCE_FIT).schema;
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
  const known = fieldsByName(columns);
  const taken = fitSchema(schema, FLINK_FITS[spec.format])
    .schema.fields.filter(({ name }) => known.has(name))
    .map(({ name }) => flinkName(name))
    .join(', ');
  const insert = `INSERT INTO ${flinkPath(spec.name)} (${taken}) SELECT ${taken} FROM ${source}`;
  const declared = runOrTell(
    sql,
    missing.map(({ message }) => message),
  );
  const runs = missing.length === 0 && sink.lines.some(({ isComment }) => !isComment);
  return {
    lines: [...declared, ...sink.lines, runs ? statement(insert) : commentedOut(insert)],
    warnings: [...sink.warnings, ...missing],
  };
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
