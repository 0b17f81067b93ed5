import type { Path } from '../types.ts';

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A name in back-quotes, as it may stand in any statement. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A name as Spark's `quoteIfNeeded` prints it: bare where it reads back as itself, in back-quotes otherwise. */
export function quotedIfNeeded(name: string): string {
  return PLAIN.test(name) ? name : quoted(name);
}

/** A path as Spark writes it: dots between the steps, back-quotes around steps that need them. */
export function multipartName(path: Path): string {
  return path.map(quotedIfNeeded).join('.');
}
