import type { Dataset } from './dataset.types.ts';

/** What everybody sees of a dataset. It changes with the revision only, so that the ETag can follow from that. */
export function presentDataset(dataset: Dataset) {
  return {
    id: dataset.id,
    name: dataset.name,
    kafkaTopic: dataset.kafkaTopic,
    sourceUri: dataset.sourceUri,
    mode: dataset.mode,
    pkFields: dataset.pkFields,
    partitionKeys: dataset.partitionKeys,
    derivedFields: dataset.derivedFields,
    protectedFields: dataset.protectedFields,
    transformJars: dataset.transformJars,
    tableFormat: dataset.tableFormat,
    table: dataset.table,
    location: dataset.location,
    description: dataset.description,
    owner: dataset.owner,
    labels: dataset.labels,
    properties: dataset.properties,
    paused: dataset.paused,
    pausedReason: dataset.pausedReason,
    evolutionPolicy: dataset.evolutionPolicy,
    formerPkFields: dataset.formerPkFields,
    formerPartitionKeys: dataset.formerPartitionKeys,
    revision: dataset.revision,
    createdAt: dataset.createdAt.toISOString(),
    updatedAt: dataset.updatedAt.toISOString(),
    archivedAt: dataset.archivedAt?.toISOString() ?? null,
  };
}

/** Strong validator of what `presentDataset` gives, without quotes. */
export function datasetEtag(dataset: Dataset): string {
  return `${dataset.id}-${dataset.revision}`;
}
