import type { LabelCondition } from './dataset.types.ts';

export const MOST_LABEL_CONDITIONS = 16;
/** Of a key, and of a value. */
const LABEL_LENGTH = 255;

/** A condition, in which a backslash takes the next character for what it is. */
const CONDITION = /(?:[^\\,]|\\.)+/gs;
const CONDITIONS = /^(?:[^\\,]|\\.)+(?:,(?:[^\\,]|\\.)+)*$/s;

/**
 * Reads `tier:gold,team`: labels that a dataset must have, separated by commas, each a key alone or a key and its value.
 * A key may hold colons itself, so what has colons stands for every pair that it can be read as. Null where the text is
 * none of this.
 */
export function parseLabelFilter(text: string): (readonly LabelCondition[])[] | null {
  if (!CONDITIONS.test(text)) return null;
  const conditions = [...text.matchAll(CONDITION)].map(([part]) =>
    waysToRead(part.replaceAll(/\\(.)/gs, '$1')),
  );
  return conditions.every((ways) => ways.length > 0) ? conditions : null;
}

function waysToRead(text: string): LabelCondition[] {
  const pairs = [...text.matchAll(/:/g)].map(({ index }) => ({
    key: text.slice(0, index),
    value: text.slice(index + 1),
  }));
  return [{ key: text, value: null }, ...pairs].filter(canBe);
}

/** Whether a dataset could have such a label at all. */
function canBe({ key, value }: LabelCondition): boolean {
  return key !== '' && key.length <= LABEL_LENGTH && (value ?? '').length <= LABEL_LENGTH;
}
