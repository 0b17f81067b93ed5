/** Longer than any name of a field. Keeps a hostile key from being repeated in every error below it. */
const LONGEST_STEP = 300;

/** RFC 6901. A step that is very long is cut, and then ends in an ellipsis. */
export function jsonPointer(steps: readonly PropertyKey[]): string {
  return steps.map((step) => `/${cut(String(step)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function cut(step: string): string {
  if (step.length <= LONGEST_STEP) return step;
  // Not through the middle of a surrogate pair.
  return `${step.slice(0, LONGEST_STEP).replace(/[\ud800-\udbff]$/, '')}…`;
}
