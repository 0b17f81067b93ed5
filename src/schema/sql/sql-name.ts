import { stepText } from '../path.ts';
import type { Path } from '../types.ts';

/** The words that Spark reserves where `spark.sql.ansi.enforceReservedKeywords` is on. */
const RESERVED = new Set(
  (
    'all and anti any as authorization both case cast check collate column constraint create cross current_date ' +
    'current_time current_timestamp current_user distinct else end escape except execute exists false fetch filter for ' +
    'foreign from full grant group having in inner intersect into is join lateral leading left minus natural not null ' +
    'offset on only or order outer overlaps primary recursive references right select semi session_user some sql table ' +
    'then time to trailing true union unique unknown user using when where with within'
  ).split(' '),
);

/** A name as it stands in a statement: in back-quotes unless it is plain and no reserved word. */
export function sqlName(name: string): string {
  return RESERVED.has(name.toLowerCase()) ? `\`${name}\`` : stepText(name);
}

/** The same of a path or the parts of a table's name, with dots between. */
export function sqlPath(path: Path): string {
  return path.map(sqlName).join('.');
}
