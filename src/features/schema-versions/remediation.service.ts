import type { Change, FormatAnswer } from '../../evolution/types.ts';
import { pathText } from '../../schema/path.ts';
import type { Dataset } from '../datasets/dataset.types.ts';

/** The engine knows no names: it says `/datasets/{dataset}` and `<table>`, and a person can act on the real ones. */
export function addressed(text: string, { name }: Dataset): string {
  return text
    .replaceAll('/datasets/{dataset}', `/datasets/${name}`)
    .replaceAll('ALTER TABLE <table>', `ALTER TABLE ${pathText(name.split('.'))}`);
}

export function addressedChanges(changes: readonly Change[], dataset: Dataset): Change[] {
  return changes.map((change) => ({
    ...change,
    ...(change.remediation === undefined ? {} : { remediation: addressed(change.remediation, dataset) }),
    ...(change.formats === undefined
      ? {}
      : { formats: change.formats.map((answer) => addressedAnswer(answer, dataset)) }),
  }));
}

function addressedAnswer(answer: FormatAnswer, dataset: Dataset): FormatAnswer {
  return answer.remedy === undefined ? answer : { ...answer, remedy: addressed(answer.remedy, dataset) };
}
