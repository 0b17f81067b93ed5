import type { SettingRefusal } from '../../evolution/settings/types.ts';
import { MAX_FAULTS, refuse, refuseWithFaults, type InputFault, type Refusal } from '../../problems.ts';
import { jsonPointer } from '../../schema/json/json-pointer.ts';
import { addressed } from './addressed.ts';
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
      `GET /datasets/${name} shows it; register this one under another name. An archived one keeps its name until it is ` +
      `purged: POST /datasets/${name}/restore, or DELETE /datasets/${name}?confirm=….`,
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
    `The dataset "${dataset.name}" is archived: it can be read, not changed. POST /datasets/${dataset.name}/restore takes ` +
      'it into use again.',
  );
}

export function formatFixed(dataset: Dataset): Refusal {
  return refuse(
    'FORMAT_FIXED',
    `The dataset "${dataset.name}" has an active schema that was judged for ${dataset.tableFormat}, so its table format ` +
      'is fixed. Register a new dataset for a table of another format; if this very table has been written anew in that ' +
      'format, repeat the change with "force": true and a "reason".',
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

/** What the active schema, or what the table once was, has against a change of settings. */
export function settingsRefused(dataset: Dataset, found: readonly SettingRefusal[]): Refusal {
  const refusals = found.map(({ setting, reason, remediation, forcible }) => ({
    setting: jsonPointer(setting),
    reason,
    remediation: addressed(`${remediation}.`, dataset),
    forcible,
  }));
  const [first] = refusals;
  const why = first === undefined ? '' : ` ${first.reason} ${first.remediation}`;
  const more = refusals.length > 1 ? ` There are ${refusals.length} such settings in all; see refusals.` : '';
  const errors = refusals.map(({ setting, reason }) => ({
    in: 'body' as const,
    path: setting,
    message: reason,
  }));
  return refuse('SETTINGS_REFUSED', `Nothing was changed.${why}${more}`, {
    errors: errors.slice(0, MAX_FAULTS),
    extensions: { refusals },
  });
}

export function datasetNotArchived({ name }: Dataset): Refusal {
  return refuse(
    'DATASET_NOT_ARCHIVED',
    `The dataset "${name}" is in use; only one that is archived can be purged. POST /datasets/${name}/archive first, and ` +
      'look for a while whether anybody misses it.',
  );
}

/** Whoever purges must say which one they mean. */
export function otherName({ name }: Dataset): Refusal {
  return refuse(
    'INVALID_REQUEST',
    `To purge this dataset, confirm its name as it is written: confirm=${name}. Nothing was deleted.`,
    { errors: [{ in: 'query', path: '/confirm', message: `must be ${name}` }] },
  );
}

function shortened(text: string): string {
  return text.length > 128 ? `${text.slice(0, 128)}…` : text;
}
