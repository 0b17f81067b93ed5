import { pathText, stepText } from '../schema/path.ts';
import { sqlType, typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path } from '../schema/types.ts';
import { leafText } from './leaf-text.ts';
import type { Change, PolicySettings } from './types.ts';

const TEXT_LIMIT = 200;

/** How sentences name a column: `Column address.zip`. */
export function column(path: Path): string {
  return `${path.length === 1 ? 'Column' : 'Field'} ${pathText(path)}`;
}

/** As `column`, within a sentence. */
export function theColumn(path: Path): string {
  return `${path.length === 1 ? 'column' : 'field'} ${pathText(path)}`;
}

/** A type in a sentence: in full unless that would bury the sentence. */
export function typeIn(type: DataType): string {
  const text = leafText(type);
  return text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT)}…`;
}

/** What a cast that every value survives may still cost, in brackets. */
export function riskWords(risk: Change['risk']): string {
  switch (risk) {
    case 'PRECISION':
      return ' (whole numbers beyond 2^53 lose their last digits)';
    case 'STRINGIFIED':
      return ' (it is written as text)';
    default:
      return '';
  }
}

/** What a cast that the job makes does to values, all of which can be cast. */
export function castWords(risk: Change['risk']): string {
  return risk === 'PRECISION'
    ? `the job casts${riskWords(risk)}`
    : `every value fits, and the job casts${riskWords(risk)}`;
}

/** What a cast does to values of which some may not fit. Of text the length is checked where Spark writes it. */
export function checkedCastWords(table: DataType): string {
  return table.kind === 'character'
    ? 'the job casts, and the write fails on the first text that is too long'
    : 'the job casts and fails on the first value that does not fit';
}

/** The instruction that changes one setting of a dataset's policy. */
export function setPolicy<S extends keyof PolicySettings>(setting: S, value: PolicySettings[S]): string {
  return `set evolutionPolicy.${setting} to ${JSON.stringify(value)} (PATCH /datasets/{dataset})`;
}

/** The instruction that runs a statement on the dataset's table. */
export function ddl(clause: string): string {
  return `POST /datasets/{dataset}/ddl with "ALTER TABLE <table> ${clause}"`;
}

/** The statement that adds a column beside one whose type does not fit; the type only where it is a column's own. */
export function newColumn(path: Path, type: DataType): string {
  return ddl(`ADD COLUMN <new name> ${path.length === 1 && isShort(type) ? sqlType(type) : '<type>'}`);
}

/** Whether a type in full would not bury the sentence that it stands in. */
export function isShort(type: DataType): boolean {
  return typeText(type).length <= TEXT_LIMIT;
}

export { pathText, stepText };
