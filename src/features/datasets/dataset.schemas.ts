import { TABLE_FORMATS } from '../../evolution/types.ts';
import { z } from '../../http/openapi-zod.ts';
import { listOf } from '../../http/paging.ts';
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
const reason = text(1024, 'Why; kept with the event.', 'moved to the new cluster');

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
    force: z
      .boolean()
      .default(false)
      .openapi({
        description:
          'Take what contradicts the table on your word, because it has been written anew so: a new table format, partition ' +
          'columns, record keys, files that no longer hold what is gone. Needs a `reason`. What no table could be is refused ' +
          'all the same.',
      }),
    reason: reason.optional(),
  })
  .superRefine(({ force, reason: why }, context) => {
    if (!force || why !== undefined) return;
    context.addIssue({ code: 'custom', path: ['reason'], message: 'say why: force needs a reason' });
  })
  .openapi('DatasetPatch', {
    description:
      'What is left out stays as it is, null goes back to the default. Lists are replaced as a whole; `table`, `labels`, ' +
      '`properties` and `evolutionPolicy` are changed member by member.',
  });

/** A body that need say nothing. */
export const WithReason = z
  .strictObject({ reason: reason.optional() })
  .openapi('WithReason', { description: 'Why, where there is something to say: the object may be empty.' });

export const PauseRequest = z.strictObject({ reason: pausedReason }).openapi('PauseRequest');

export const SettingRefusals = z.object({
  refusals: z.array(
    z
      .object({
        setting: z.string().openapi({
          description: 'JSON pointer to the setting that the table contradicts.',
          example: '/partitionKeys',
        }),
        reason: z.string(),
        remediation: z.string().openapi({ description: 'What to do, with the exact call.' }),
        forcible: z.boolean().openapi({
          description: 'Whether `force` with a `reason` takes it on your word.',
        }),
      })
      .openapi('SettingRefusal'),
  ),
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
    formerPkFields: formerColumns('keys'),
    formerPartitionKeys: formerColumns('partition columns'),
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

function formerColumns(what: string) {
  return z.array(z.string()).openapi({
    description: `Columns that were ${what} of the table under an active schema and are no longer: some formats never let go of them.`,
    example: [],
  });
}
