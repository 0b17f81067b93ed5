import type { Change, Judgement, TableFormat } from '../../src/evolution/types.ts';
import { isRecord } from '../../src/schema/json/json-value.ts';
import { pathText } from '../../src/schema/path.ts';
import type { Path, StructType } from '../../src/schema/types.ts';
import { misfits } from './misfits.ts';

/** What was judged: a record, and what the table held before. */
export interface Case {
  readonly format: TableFormat;
  readonly table: StructType | null;
  readonly record: unknown;
}

/** Breaking changes that the record gives no cause for: the table could take it, or it is not so. */
export function falseAlarms(judgement: Judgement, { format, table, record }: Case): string[] {
  const breaking = judgement.changes.filter(({ verdict }) => verdict === 'BREAKING');
  const unfit = breaking.length === 0 ? [] : misfits(format, table, record);
  return breaking
    .filter((change) => !isJustified(change, record, unfit))
    .map(({ rule, path }) => `${rule} at ${pathText(path)}, though the record gives no cause`);
}

function isJustified({ rule, path }: Change, record: unknown, unfit: readonly Path[]): boolean {
  if (rule === 'FIELD_REMOVED') return !isThere(record, path);
  return unfit.some((place) => path.every((step, index) => place[index] === step));
}

function isThere(value: unknown, path: Path): boolean {
  const [step, ...rest] = path;
  // Nothing is missing from what has no value.
  if (step === undefined || value === null || value === '') return true;
  // Some element without the field is cause enough.
  if (Array.isArray(value)) return step === 'element' && value.every((item) => isThere(item, rest));
  return isRecord(value) && Object.hasOwn(value, step) && isThere(value[step], rest);
}
