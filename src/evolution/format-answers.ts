import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, StructField } from '../schema/types.ts';
import type { Can, Capability } from './capability.ts';
import { CAN } from './formats/format-profile.ts';
import type { Judging } from './judging.ts';
import type { FormatAnswer } from './types.ts';
import { typeIn } from './words.ts';

/** What each format says of turning a column of one type into another; the types are not nested. */
export function typeAnswers(judging: Judging, from: DataType, to: DataType): readonly FormatAnswer[] {
  return answers(judging, (capability) => capability.typeChange(from, to));
}

/** What each format says of a column that changes its shape: struct, array, map, or neither. */
export function shapeAnswers(judging: Judging, from: DataType, to: DataType): readonly FormatAnswer[] {
  const remedy = `add a column of type ${typeText(to)} under a new name (POST /datasets/{dataset}/ddl)`;
  return answers(judging, ({ label }) => ({
    ok: false,
    why: `${label} cannot turn ${typeIn(from)} into ${typeIn(to)}`,
    remedy,
  }));
}

/** What each format says of other keys in a map. */
export function keyAnswers(judging: Judging): readonly FormatAnswer[] {
  return answers(judging, ({ label }) => ({
    ok: false,
    why: `${label} cannot change the keys of a map`,
    remedy: 'add a map with the new keys under a new name (POST /datasets/{dataset}/ddl)',
  }));
}

/** What each format says of a new column. */
export function additionAnswers(judging: Judging, field: StructField): readonly FormatAnswer[] {
  return answers(judging, (capability) => additionBy(capability, field));
}

/** What each format says of dropping a column. */
export function dropAnswers(judging: Judging, wasPartition: boolean): readonly FormatAnswer[] {
  return answers(judging, ({ dropColumn, dropFormerPartition }) =>
    wasPartition && dropColumn.ok ? dropFormerPartition : dropColumn,
  );
}

/** What each format says of a name. */
export function nameAnswers(judging: Judging, name: string): readonly FormatAnswer[] {
  return answers(judging, (capability) => capability.fieldName(name));
}

/** What each format says of storing a type. */
export function storableAnswers(judging: Judging, type: DataType): readonly FormatAnswer[] {
  return answers(judging, (capability) => capability.stores(type));
}

function additionBy(capability: Capability, field: StructField): Can {
  if (!capability.addColumn.ok) return capability.addColumn;
  if (field.nullable) return CAN;
  return {
    ok: false,
    why: `${capability.label} adds only columns that may be null`,
    remedy: 'declare it nullable',
  };
}

function answers(judging: Judging, ask: (capability: Capability) => Can): readonly FormatAnswer[] {
  return judging.formats.map(({ format, capability }) => {
    const can = ask(capability);
    return can.ok ? { format, can: true } : { format, can: false, why: can.why, remedy: can.remedy };
  });
}
