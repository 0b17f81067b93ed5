import { refuse, refuseWithFaults, type InputFault, type Refusal } from '../../problems.ts';
import type { Dataset } from './dataset.types.ts';

/** A detail is for a person; errors has the rest. */
const MOST_SENTENCES = 5;

export function datasetNotFound(ref: string): Refusal {
  return refuse(
    'DATASET_NOT_FOUND',
    `No dataset has the id or name "${shortened(ref)}". GET /datasets lists those that exist.`,
  );
}

export function nameTaken(name: string): Refusal {
  return refuse(
    'DATASET_EXISTS',
    `A dataset of the name "${name}" exists already (upper and lower case count as the same). ` +
      `GET /datasets/${name} shows it; register this one under another name.`,
  );
}

/** The request is well formed, but what the dataset would become is not. */
export function contradictorySettings(faults: readonly InputFault[]): Refusal {
  const sentences = faults.slice(0, MOST_SENTENCES).map(({ path, message }) => `${path}: ${message}.`);
  const detail = `The settings do not fit together. ${sentences.join(' ')}`;
  return refuseWithFaults('INVALID_REQUEST', detail, faults);
}

export function staleDataset(current: Dataset): Refusal {
  return refuse(
    'PRECONDITION_FAILED',
    `The dataset "${current.name}" is at revision ${current.revision} now, which is not the one that If-Match names. ` +
      'Read it again, and repeat the change on what it is now.',
  );
}

export function datasetArchived(dataset: Dataset): Refusal {
  return refuse(
    'DATASET_ARCHIVED',
    `The dataset "${dataset.name}" is archived: it can be read, not changed.`,
  );
}

export function formatFixed(dataset: Dataset): Refusal {
  return refuse(
    'FORMAT_FIXED',
    `The dataset "${dataset.name}" has an active schema that was judged for ${dataset.tableFormat}, so its table format ` +
      'is fixed. Register a new dataset for a table of another format.',
    { errors: [{ in: 'body', path: '/tableFormat', message: `must stay ${dataset.tableFormat}` }] },
  );
}

export function keysNotInSchema(dataset: Dataset, columns: readonly string[]): Refusal {
  return refuse(
    'KEY_NOT_IN_SCHEMA',
    `The active schema of "${dataset.name}" has no column ${columns.join(', ')}. Name columns that it has, add them ` +
      'first, or list them in derivedFields where the job makes them after the check.',
  );
}

function shortened(text: string): string {
  return text.length > 128 ? `${text.slice(0, 128)}…` : text;
}
