import { parse } from 'lossless-json';
import { exactNumber } from './json-value.ts';
import { scanJson, textError } from './scan-json.ts';
import type { Parsed } from './types.ts';

/**
 * JSON text to plain values, numbers as `exactNumber` reads them. Duplicate keys and nesting beyond MOST_BRACKETS are
 * errors, with line and column, as is whatever JSON does not allow.
 */
export function parseJsonText(text: string): Parsed<unknown> {
  const fault = scanJson(text);
  if (fault !== null) return { ok: false, errors: [fault] };
  try {
    return { ok: true, value: parse(text, undefined, exactNumber) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [, reason = error.message, index] = /^(.*?)(?: at position (\d+))?$/s.exec(error.message) ?? [];
    const message = `not valid JSON: ${reason.replaceAll(/[\p{Cc}\p{Cs}]/gu, '\u{FFFD}')}`;
    return {
      ok: false,
      errors: [index === undefined ? { pointer: '', message } : textError(text, Number(index), message)],
    };
  }
}
