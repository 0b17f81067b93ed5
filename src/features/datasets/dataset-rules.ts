import { ALSO_READ_AS, READERS, unknownReaders } from '../../evolution/formats/readers.ts';
import type { InputFault } from '../../problems.ts';
import { columnKey } from './column-path.ts';
import type { DatasetSettings } from './dataset.types.ts';
import { formatFaults } from './format-rules.ts';

export const MOST_LABELS = 64;
export const MOST_PROPERTIES = 500;

const PATH_LISTS = ['pkFields', 'partitionKeys', 'derivedFields', 'protectedFields'] as const;

/** What is wrong with the settings taken together; what a single one may be is the request's schema. */
export function settingsFaults(settings: DatasetSettings): InputFault[] {
  return [
    ...sourceFaults(settings),
    ...keyFaults(settings),
    ...pauseFaults(settings),
    ...sizeFaults(settings),
    ...readerFaults(settings),
    ...formatFaults(settings),
    ...PATH_LISTS.flatMap((list) => repeatedPaths(list, settings[list])),
  ];
}

function sourceFaults({ kafkaTopic, sourceUri }: DatasetSettings): InputFault[] {
  if (kafkaTopic === null && sourceUri === null) {
    return [fault('/kafkaTopic', 'name the source: kafkaTopic, or sourceUri where it is files')];
  }
  if (kafkaTopic !== null && sourceUri !== null) {
    return [fault('/sourceUri', 'a dataset has one source: kafkaTopic or sourceUri, set the other to null')];
  }
  return [];
}

function keyFaults({ mode, pkFields }: DatasetSettings): InputFault[] {
  if (mode !== 'upsert' || pkFields.length > 0) return [];
  return [fault('/pkFields', 'mode upsert needs at least one key field to find the row by')];
}

function pauseFaults({ paused, pausedReason }: DatasetSettings): InputFault[] {
  if (paused || pausedReason === null) return [];
  return [fault('/pausedReason', 'only a paused dataset has a reason for it: set paused to true as well')];
}

/** A patch adds members to what is there, so the request alone does not show how many it comes to. */
function sizeFaults({ labels, properties }: DatasetSettings): InputFault[] {
  const faults: InputFault[] = [];
  if (Object.keys(labels).length > MOST_LABELS)
    faults.push(fault('/labels', `at most ${MOST_LABELS} labels`));
  if (Object.keys(properties).length > MOST_PROPERTIES) {
    faults.push(fault('/properties', `at most ${MOST_PROPERTIES} properties`));
  }
  return faults;
}

/** A name that is misspelt would hold the table to nothing. */
function readerFaults({ properties }: DatasetSettings): InputFault[] {
  return unknownReaders(properties).map((name) =>
    fault(
      `/properties/${ALSO_READ_AS}`,
      `lists ${name}, and may list ${READERS.join(', ')}, separated by commas`,
    ),
  );
}

/** `Id` and `id` are the same column twice. */
function repeatedPaths(list: string, texts: readonly string[]): InputFault[] {
  const first = new Map<string, number>();
  const faults: InputFault[] = [];
  for (const [index, text] of texts.entries()) {
    const key = columnKey(text);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else faults.push(fault(`/${list}/${index}`, `names the same column as ${list}[${earlier}]`));
  }
  return faults;
}

function fault(path: string, message: string): InputFault {
  return { in: 'body', path, message };
}
