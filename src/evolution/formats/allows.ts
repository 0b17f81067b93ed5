import type { CharacterType, DataType, DecimalType } from '../../schema/types.ts';
import type { DigitRule, TypeChangeRow, TypeName } from './format-profile.ts';

/** Whether one of the rows lets a table type become another one. Equal types and nested ones are not their business. */
export function allows(rows: readonly TypeChangeRow[], from: DataType, to: DataType): boolean {
  const fromName = typeNameOf(from);
  if (fromName === null) return false;
  const toName = typeNameOf(to);
  return rows.some((row) => row.from.includes(fromName) && names(row, toName) && fits(row.when, from, to));
}

function names(row: TypeChangeRow, to: TypeName | null): boolean {
  return row.to === 'ANY' || (to !== null && row.to.includes(to));
}

function typeNameOf(type: DataType): TypeName | null {
  if (type.kind === 'primitive') return type.name;
  return type.kind === 'decimal' || type.kind === 'character' ? type.kind : null;
}

function fits(rule: DigitRule | undefined, from: DataType, to: DataType): boolean {
  if (rule === undefined) return true;
  if (rule === 'LENGTH_GROWS') return isCharacter(from) && isCharacter(to) && lengthGrows(from, to);
  if (to.kind !== 'decimal') return false;
  if (typeof rule === 'object') return to.precision - to.scale >= rule.integerDigits;
  return from.kind === 'decimal' && decimalFits(rule, from, to);
}

type DecimalRule = Exclude<DigitRule, object | 'LENGTH_GROWS'>;

function decimalFits(rule: DecimalRule, from: DecimalType, to: DecimalType): boolean {
  switch (rule) {
    case 'DIGITS_AND_SCALE_GROW':
      return to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale;
    case 'PRECISION_GROWS':
      return to.scale === from.scale && to.precision >= from.precision;
    case 'PRECISION_GROWS_IN_STORAGE':
      return (
        to.scale === from.scale && to.precision >= from.precision && storageSize(from) === storageSize(to)
      );
  }
}

/** Parquet's physical types for decimals: INT32, INT64, then bytes. */
function storageSize({ precision }: DecimalType): 4 | 8 | 16 {
  if (precision <= 9) return 4;
  return precision <= 18 ? 8 : 16;
}

/** A char is padded to its length, so a varchar can become none. */
function lengthGrows(from: CharacterType, to: CharacterType): boolean {
  if (to.name === 'char') return from.name === 'char' && from.length === to.length;
  return to.length >= from.length;
}

function isCharacter(type: DataType): type is CharacterType {
  return type.kind === 'character';
}
