import type { Change, FormatAnswer } from '../../evolution/types.ts';
import { addressed } from '../datasets/dataset.service.ts';
import type { Dataset } from '../datasets/dataset.types.ts';

export { addressed } from '../datasets/dataset.service.ts';

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
