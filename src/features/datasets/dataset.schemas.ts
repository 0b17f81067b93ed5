import { TABLE_FORMATS } from '../../evolution/types.ts';
import type { z as zod } from 'zod';
import { z } from '../../http/openapi-zod.ts';
import { listOf, pageShape } from '../../http/paging.ts';
import {
  columns,
  datasetName,
  identifierPart,
  jars,
  kafkaTopic,
  labelChanges,
  labels,
  properties,
  propertyChanges,
  text,
  uri,
} from './dataset-fields.schemas.ts';
import { EvolutionPolicyChanges, EvolutionPolicySchema } from './dataset-policy.schemas.ts';
import { INGESTION_MODES } from './dataset.types.ts';

const mode = z.enum(INGESTION_MODES).openapi({
  description: '`append` adds rows; `upsert` replaces the row with the same `pkFields`.',
  example: 'append',
});

const tableFormat = z.enum(TABLE_FORMATS).openapi({
  description:
    'Decides which changes of schema the table can take. By default PARQUET for append and HUDI for upsert. Fixed once ' +
    'a schema is active.',
  example: 'PARQUET',
});

const sourceUri = uri.openapi({
  description: 'Where the files are that feed the table, instead of a Kafka topic.',
  example: 's3a://landing/orders/*.json',
});

const location = uri.openapi({
  description: 'Where the table is stored.',
  example: 's3a://lake/raw/orders',
});

const pkFields = columns(
  100,
  "Columns that identify a row; needed for `upsert`. Paths as Spark's: dots between steps, back-quotes where a name has a dot.",
  ['order_id'],
);
const partitionKeys = columns(100, 'Columns that the table is partitioned by.', ['order_date']);
const derivedFields = columns(
  1000,
  'Columns that the job adds after the schema check, so that no batch is blamed for lacking them.',
  ['order_date'],
);
const protectedFields = columns(
  1000,
  'Columns that must never be dropped or changed: precombine, sort and generated columns.',
  ['updated_at'],
);
const description = text(4096, 'What the data are, for people.', 'Orders of the web shop, one row per event');
const owner = text(255, 'Who answers for it.', 'checkout team');
const paused = z
  .boolean()
  .openapi({ description: 'Jobs are asked not to run. The service goes on answering them.' });
const pausedReason = text(1024, 'Why it is paused.', 'backfill until Thursday');

const settingChanges = {
  kafkaTopic: kafkaTopic.nullish(),
  sourceUri: sourceUri.nullish(),
  pkFields: pkFields.nullish(),
  partitionKeys: partitionKeys.nullish(),
  derivedFields: derivedFields.nullish(),
  protectedFields: protectedFields.nullish(),
  transformJars: jars.nullish(),
  tableFormat: tableFormat.nullish(),
  table: z
    .strictObject({
      catalog: identifierPart.nullish(),
      database: identifierPart.nullish(),
      name: identifierPart.nullish(),
    })
    .nullish()
    .openapi({
      description: 'How engines know the table.',
      example: { catalog: 'lake', database: 'raw', name: 'orders' },
    }),
  location: location.nullish(),
  description: description.nullish(),
  owner: owner.nullish(),
  paused: paused.nullish(),
  pausedReason: pausedReason.nullish(),
  evolutionPolicy: z.union([EvolutionPolicyChanges, z.null()]).optional(),
};

export const RegisterDatasetRequest = z
  .strictObject({
    name: datasetName,
    mode,
    ...settingChanges,
    labels: labels.nullish(),
    properties: properties.nullish(),
  })
  .openapi('DatasetRegistration', {
    description:
      'One source (`kafkaTopic` or `sourceUri`) into one table. What is left out, or null, has its default.',
  });

export const PatchDatasetRequest = z
  .strictObject({
    mode: mode.optional(),
    ...settingChanges,
    labels: labelChanges.nullish(),
    properties: propertyChanges.nullish(),
  })
  .openapi('DatasetPatch', {
    description:
      'What is left out stays as it is, null goes back to the default. Lists are replaced as a whole; `table`, `labels`, ' +
      '`properties` and `evolutionPolicy` are changed member by member.',
  });

const moment = z.iso.datetime();

export const DatasetResponse = z
  .strictObject({
    id: z.int().openapi({ example: 1 }),
    name: datasetName,
    kafkaTopic: kafkaTopic.nullable(),
    sourceUri: sourceUri.nullable(),
    mode,
    pkFields,
    partitionKeys,
    derivedFields,
    protectedFields,
    transformJars: jars,
    tableFormat,
    table: z.strictObject({
      catalog: identifierPart.nullable(),
      database: identifierPart.nullable(),
      name: identifierPart.nullable(),
    }),
    location: location.nullable(),
    description: description.nullable(),
    owner: owner.nullable(),
    labels,
    properties,
    paused,
    pausedReason: pausedReason.nullable(),
    evolutionPolicy: EvolutionPolicySchema,
    revision: z
      .int()
      .openapi({ description: 'Grows with every change; the ETag follows from it.', example: 1 }),
    createdAt: moment,
    updatedAt: moment,
    archivedAt: moment.nullable().openapi({ description: 'Null while the dataset is in use.' }),
  })
  .openapi('Dataset');

export const DatasetPage = listOf(DatasetResponse, 'DatasetPage');

export const DatasetParams = z.strictObject({
  dataset: z.string().openapi({
    description:
      'Id or name. A name starts with a letter, so digits alone are an id; the case of a name does not matter.',
    example: 'orders',
  }),
});

export const ListDatasetsQuery = z.strictObject({
  ...pageShape,
  search: z.string().max(128).optional().openapi({ description: 'Part of the name, in any case.' }),
  kafkaTopic: filter(kafkaTopic, 'Only those that this topic feeds.'),
  mode: filter(mode, 'Only those of this mode.'),
  tableFormat: filter(tableFormat, 'Only those of this table format.'),
});

/** Without an example, which forms would fill in as if somebody had asked for it. */
function filter<T extends zod.ZodType>(value: T, description: string) {
  return value.optional().openapi({ description, example: undefined });
}
