import type { Reply } from '../../http/endpoint.ts';
import { ifMatchFails } from '../../http/etag.ts';
import type { Outcome, Refusal } from '../../problems.ts';
import type { Dataset } from './dataset.types.ts';
import { datasetEtag, presentDataset } from './present-dataset.ts';

export function datasetReply(outcome: Outcome<Dataset>, status = 200): Reply | Refusal {
  if (!outcome.ok) return outcome;
  return { ok: true, status, body: presentDataset(outcome.value), etag: datasetEtag(outcome.value) };
}

/** Whether a caller who sent this `If-Match` knows a dataset as it is. */
export function currencyOf(ifMatch: readonly string[] | null): (dataset: Dataset) => boolean {
  return (dataset) => !ifMatchFails(ifMatch, datasetEtag(dataset));
}
