import type { FuzzRequest } from './service.ts';

const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** The command that sends this request again. */
export function curlOf(url: string, { method, target, headers, body }: FuzzRequest): string {
  const given = Object.entries(headers).map(
    ([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`,
  );
  const words = ['curl -isS --path-as-is -g', `-X ${method}`, quoted(`${url}${target}`), ...given];
  if (body === null) return words.join(' ');
  const text = body.toString('latin1');
  if (PLAIN.test(text)) return [...words, `--data-binary ${quoted(text)}`].join(' ');
  return `echo ${body.toString('base64')} | base64 -d | ${words.join(' ')} --data-binary @-`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
