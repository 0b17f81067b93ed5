const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/**
 * JSON text in which numbers kept as raw text come out as they went in. An object that only looks like a raw
 * number (its `value` is none) is printed as the object it is, so that no input can smuggle text into an answer.
 */
export function printJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('"isLosslessNumber":true') ? print(JSON.parse(text)) : text;
}

/** Depth is bounded by what the reader lets in and by the answers themselves. */
function print(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(print).join(',')}]`;
  const raw = rawNumber(value);
  if (raw !== null) return raw;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${print(member)}`);
  return `{${members.join(',')}}`;
}

function rawNumber(value: object): string | null {
  const isRaw = 'isLosslessNumber' in value && value.isLosslessNumber === true && 'value' in value;
  return isRaw && typeof value.value === 'string' && NUMBER.test(value.value) ? value.value : null;
}
