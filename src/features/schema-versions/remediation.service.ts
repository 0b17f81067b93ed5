import type { Change } from '../../evolution/types.ts';
import { pathText } from '../../schema/path.ts';
import type { Dataset } from '../datasets/dataset.types.ts';

/** The engine knows no names: it says `/datasets/{dataset}` and `<table>`, and a person can act on the real ones. */
export function addressed(text: string, { name }: Dataset): string {
  return text
    .replaceAll('/datasets/{dataset}', `/datasets/${name}`)
    .replaceAll('ALTER TABLE <table>', `ALTER TABLE ${pathText(name.split('.'))}`);
}

export function addressedChanges(changes: readonly Change[], dataset: Dataset): Change[] {
  return changes.map((change) =>
    change.remediation === undefined
      ? change
      : { ...change, remediation: addressed(change.remediation, dataset) },
  );
}
