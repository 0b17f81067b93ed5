import { type LeafAnswer, same, substitute } from './leaf.ts';

/** Text of limited length in a metastore of Hive, in an engine's words for it: char up to 255, varchar up to 65535. */
export function hiveCharacter(
  name: 'char' | 'varchar',
  length: number,
  words: { readonly char: string; readonly varchar: string; readonly text: string },
): LeafAnswer {
  const most = name === 'char' ? 255 : 65_535;
  if (length >= 1 && length <= most) return same(`${words[name]}(${length})`);
  return substitute(words.text, `Hive takes ${name} of 1 to ${most} characters`);
}
