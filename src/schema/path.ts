import { nameFault } from './name-fault.ts';
import { type Parsed, type Path, SCHEMA_LIMITS, type SchemaError } from './types.ts';

const PLAIN_STEP = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A step as Spark's text: in back-quotes, doubled inside, unless it is a plain identifier. */
export function stepText(step: string): string {
  return PLAIN_STEP.test(step) ? step : `\`${step.replaceAll('`', '``')}\``;
}

/** Spark's text of a path: steps joined by dots. The empty path is ''. */
export function pathText(path: Path): string {
  return path.map(stepText).join('.');
}

/** An unambiguous key for Map and Set, whatever characters the steps hold; shorter-lived than `pathText`, and cheaper. */
export function pathKey(path: Path): string {
  let key = '';
  for (const step of path) key += `${step.length}:${step}`;
  return key;
}

export function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

/**
 * Reads Spark's text of a path. As in Spark's attribute names, a step without back-quotes may hold anything but dots
 * and back-quotes (`zip-code`), while only back-quotes can hold those, or the empty name.
 * Errors carry the column of the fault.
 */
export function parsePath(text: string): Parsed<Path> {
  const path: string[] = [];
  let start = 0;
  for (;;) {
    const step = text[start] === '`' ? readQuoted(text, start) : readPlain(text, start);
    if ('fault' in step) return failure(step.fault, step.at);
    const fault = nameFault(step.name);
    if (fault !== null) return failure(fault, start);
    path.push(step.name);
    if (step.end === text.length) return { ok: true, value: path };
    if (text[step.end] !== '.')
      return failure('expected a dot or the end after a closing back-quote', step.end);
    if (path.length === SCHEMA_LIMITS.depth)
      return failure(`a path has at most ${SCHEMA_LIMITS.depth} steps`, step.end);
    start = step.end + 1;
  }
}

type Step = { readonly name: string; readonly end: number } | { readonly fault: string; readonly at: number };

function readPlain(text: string, start: number): Step {
  const dot = text.indexOf('.', start);
  const end = dot === -1 ? text.length : dot;
  if (end === start) return { fault: 'a step is missing (the empty name is written ``)', at: start };
  const name = text.slice(start, end);
  const quote = name.indexOf('`');
  if (quote !== -1)
    return { fault: 'a back-quote inside a step: quote the whole step, and double it', at: start + quote };
  return { name, end };
}

function readQuoted(text: string, start: number): Step {
  let name = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('`', from);
    if (quote === -1) return { fault: 'the back-quote is never closed', at: start };
    name += text.slice(from, quote);
    if (text[quote + 1] !== '`') return { name, end: quote + 1 };
    name += '`';
    from = quote + 2;
  }
}

function failure(message: string, index: number): { ok: false; errors: SchemaError[] } {
  return { ok: false, errors: [{ pointer: '', message, position: { line: 1, column: index + 1 } }] };
}
