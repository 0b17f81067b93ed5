import { orderingFields } from '../../evolution/formats/ordering-fields.ts';
import { resolvePolicy } from '../../evolution/policy.ts';
import type { Policy, Preset, TableState } from '../../evolution/types.ts';
import { parsePath } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import type { SchemaState } from './schema-state.repository.ts';

/** The table as the engine sees it: the dataset's configuration and the state of its schema. */
export function tableStateOf(dataset: Dataset, state: Pick<SchemaState, 'active' | 'facts'>): TableState {
  const { tableFormat: format, properties } = dataset;
  const ordering = orderingFields({ format, properties });
  return {
    format,
    properties,
    mode: dataset.mode,
    active: state.active?.schema ?? null,
    activeVersion: state.active?.version ?? null,
    facts: state.facts,
    pkFields: paths(dataset.pkFields),
    partitionKeys: paths(dataset.partitionKeys),
    derivedFields: paths(dataset.derivedFields),
    protectedFields: [...paths(dataset.protectedFields), ...ordering],
    formerPkFields: paths(dataset.formerPkFields),
    formerPartitionKeys: paths(dataset.formerPartitionKeys),
  };
}

export function policyOf(dataset: Dataset, defaultPreset: Preset): Policy {
  return resolvePolicy(dataset.evolutionPolicy, defaultPreset);
}

function paths(texts: readonly string[]): Path[] {
  return texts.map((text) => {
    const parsed = parsePath(text);
    return parsed.ok ? parsed.value : [text];
  });
}

/** The steps of the table's name as an engine knows it: catalog and database where given, the dataset's name where no table is. */
export function tableNameOf(dataset: Dataset): readonly string[] {
  const { catalog, database, name } = dataset.table;
  return [catalog, database, name ?? dataset.name].filter((step) => step !== null);
}
