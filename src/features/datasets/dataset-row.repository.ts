import { z } from 'zod';
import type { Dataset as DatasetRow } from '../../generated/prisma/client.ts';
import type { Dataset, DatasetSettings } from './dataset.types.ts';
import { policyFromJson } from './evolution-policy.ts';

/** The settings as the columns of a row. */
export function columnsOf(settings: DatasetSettings) {
  const { table, pkFields, partitionKeys, derivedFields, protectedFields, transformJars, ...plain } =
    settings;
  return {
    ...plain,
    pkFields: [...pkFields],
    partitionKeys: [...partitionKeys],
    derivedFields: [...derivedFields],
    protectedFields: [...protectedFields],
    transformJars: [...transformJars],
    tableCatalog: table.catalog,
    tableDatabase: table.database,
    tableName: table.name,
    evolutionPolicy: { ...settings.evolutionPolicy },
  };
}

const stringMap = z.record(z.string(), z.string());

export function toDataset(row: DatasetRow): Dataset {
  return {
    id: row.id,
    name: row.name,
    kafkaTopic: row.kafkaTopic,
    sourceUri: row.sourceUri,
    mode: row.mode,
    pkFields: row.pkFields,
    partitionKeys: row.partitionKeys,
    derivedFields: row.derivedFields,
    protectedFields: row.protectedFields,
    transformJars: row.transformJars,
    tableFormat: row.tableFormat,
    table: { catalog: row.tableCatalog, database: row.tableDatabase, name: row.tableName },
    location: row.location,
    description: row.description,
    owner: row.owner,
    labels: stringMap.parse(row.labels),
    properties: stringMap.parse(row.properties),
    paused: row.paused,
    pausedReason: row.pausedReason,
    evolutionPolicy: policyFromJson(row.evolutionPolicy),
    formerPkFields: row.formerPkFields,
    formerPartitionKeys: row.formerPartitionKeys,
    revision: row.revision,
    activeSchemaVersionId: row.activeSchemaVersionId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    archivedAt: row.archivedAt,
  };
}
