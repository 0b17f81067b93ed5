import { refuse, type Refusal } from '../../problems.ts';

export { findDataset, lockDataset } from './dataset.repository.ts';

export function datasetNotFound(ref: string): Refusal {
  return refuse(
    'DATASET_NOT_FOUND',
    `No dataset has the id or name "${ref}". GET /datasets lists those that exist.`,
  );
}
