import type { TableSpec } from '../../rendering/types.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { tableNameOf, tableStateOf } from './table-state.service.ts';

/** The dataset's table as renderings see it: everything but its columns. */
export function tableSpecOf(dataset: Dataset): TableSpec {
  const state = { revision: dataset.revision, active: null, facts: [] };
  const { format, properties, mode, pkFields, partitionKeys } = tableStateOf(dataset, state);
  const { location, description, kafkaTopic } = dataset;
  return {
    name: tableNameOf(dataset),
    format,
    properties,
    mode,
    pkFields,
    partitionKeys,
    location,
    description,
    kafkaTopic,
  };
}
