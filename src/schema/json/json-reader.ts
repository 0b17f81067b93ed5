import type { SchemaError } from '../types.ts';
import { jsonPointer } from './json-pointer.ts';
import { JsonFault, type ReadOptions, readScalar, readString } from './json-scalars.ts';

export type JsonReading =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      /** To the value that cannot be read, or to the object whose member has no legal name. */
      readonly pointer: string;
      readonly message: string;
      readonly position: Position;
      /** The text is JSON so far, and we do not take it all the same. */
      readonly isJson: boolean;
    };

type Position = NonNullable<SchemaError['position']>;

/** More than a schema within its limits can have: three for each of 50 levels, and 50 of metadata below. */
export const JSON_DEPTH = 256;

/** An object or array that has been opened and not yet closed. */
type Frame =
  | { readonly kind: 'array'; readonly value: unknown[] }
  | { readonly kind: 'object'; readonly value: Record<string, unknown>; key: string | null };

/**
 * The one reader of JSON that comes from outside. Without recursion, so that depth costs no stack. Stricter than RFC
 * 8259 where it leaves room: a key twice in one object, NUL characters, escaped halves of surrogate pairs (bare ones are
 * no UTF-8) and more than JSON_DEPTH levels are refused.
 * @returns the value, or the first fault with its place in the value and in the text. Total for every text.
 */
export function readJson(text: string, options: ReadOptions): JsonReading {
  const stack: Frame[] = [];
  try {
    return { ok: true, value: readDocument(text, stack, options) };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return {
      ok: false,
      pointer: pointerOf(stack),
      message: error.message,
      position: positionOf(text, error.at),
      isJson: error.isJson,
    };
  }
}

function readDocument(text: string, stack: Frame[], options: ReadOptions): unknown {
  const names: Names = new Map();
  let at = skipSpace(text, 0);
  for (;;) {
    const opened = openFrame(text, at, stack);
    if (opened !== null) {
      at = opened;
      const frame = stack.at(-1);
      if (frame === undefined || text.charAt(at) !== closerOf(frame)) {
        at = frame?.kind === 'object' ? readKey(text, at, frame, names, options) : at;
        continue;
      }
      // An empty container is closed below like any other.
    }
    const closed = opened === null ? readScalar(text, at, options) : closeFrame(stack, at);
    const next = attachUpwards(text, closed, stack, options);
    if (next.done) return next.value;
    at = next.at;
    const frame = stack.at(-1);
    if (frame?.kind === 'object') at = readKey(text, at, frame, names, options);
  }
}

type Next = { readonly done: true; readonly value: unknown } | { readonly done: false; readonly at: number };

/** Puts a finished value where it belongs, and closes whatever closes behind it. */
function attachUpwards(
  text: string,
  finished: { readonly value: unknown; readonly end: number },
  stack: Frame[],
  { dialect }: ReadOptions,
): Next {
  let { value, end } = finished;
  for (;;) {
    const at = skipSpace(text, end);
    const frame = stack.at(-1);
    if (frame === undefined) {
      if (at < text.length && dialect !== 'SPARK') throw new JsonFault('nothing may follow the value', at);
      return { done: true, value };
    }
    attach(frame, value);
    const found = text.charAt(at);
    if (found === ',') return { done: false, at: skipSpace(text, at + 1) };
    if (found !== closerOf(frame)) throw new JsonFault(`"," or "${closerOf(frame)}" is expected`, at);
    ({ value, end } = closeFrame(stack, at));
  }
}

function openFrame(text: string, at: number, stack: Frame[]): number | null {
  const first = text.charAt(at);
  if (first !== '{' && first !== '[') return null;
  if (stack.length >= JSON_DEPTH) throw new JsonFault(`more than ${JSON_DEPTH} levels of nesting`, at, true);
  stack.push(first === '{' ? { kind: 'object', value: {}, key: null } : { kind: 'array', value: [] });
  return skipSpace(text, at + 1);
}

function closeFrame(stack: Frame[], at: number): { readonly value: unknown; readonly end: number } {
  return { value: stack.pop()?.value, end: at + 1 };
}

function closerOf(frame: Frame): string {
  return frame.kind === 'object' ? '}' : ']';
}

function attach(frame: Frame, value: unknown): void {
  if (frame.kind === 'array') {
    frame.value.push(value);
    return;
  }
  if (frame.key === null) return;
  if (frame.key !== '__proto__') {
    frame.value[frame.key] = value;
    return;
  }
  // Assignment would set the prototype.
  Object.defineProperty(frame.value, frame.key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function readKey(
  text: string,
  at: number,
  frame: Extract<Frame, { kind: 'object' }>,
  names: Names,
  options: ReadOptions,
): number {
  // A fault in the name itself is one of the object.
  frame.key = null;
  const { key, end } = readName(text, at, names, options);
  frame.key = key;
  if (Object.hasOwn(frame.value, key)) throw new JsonFault('the object has this member twice', at, true);
  const colon = skipSpace(text, end);
  if (text.charAt(colon) !== ':') throw new JsonFault('":" is expected', colon);
  return skipSpace(text, colon + 1);
}

/** Names of members by their first two characters, the last one read of each: schemas repeat a few names all over. */
type Names = Map<number, { readonly key: string; readonly quoted: string }>;

/** A name that was read before is given as the same string, which costs neither a copy nor a hash. */
function readName(
  text: string,
  at: number,
  names: Names,
  options: ReadOptions,
): { readonly key: string; readonly end: number } {
  const start = text.charCodeAt(at + 1) * 0x10000 + text.charCodeAt(at + 2);
  const known = names.get(start);
  if (known !== undefined && text.startsWith(known.quoted, at))
    return { key: known.key, end: at + known.quoted.length };
  const { value: key, end } = readString(text, at, options);
  // What is longer than its value has escapes, and could be written in other ways.
  if (end - at === key.length + 2) names.set(start, { key, quoted: text.slice(at, end) });
  return { key, end };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

function pointerOf(stack: readonly Frame[]): string {
  const steps = stack.map((frame) => (frame.kind === 'array' ? frame.value.length : frame.key));
  return jsonPointer(steps.filter((step) => step !== null));
}

function positionOf(text: string, at: number): Position {
  let [line, lineStart] = [1, 0];
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', lineStart)) {
    line += 1;
    lineStart = end + 1;
  }
  return { line, column: at - lineStart + 1 };
}
