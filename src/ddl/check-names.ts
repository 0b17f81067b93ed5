import { isEngineName } from '../evolution/engine-names.ts';
import type { TableState } from '../evolution/types.ts';
import { column } from '../evolution/words.ts';
import { field, structOf } from '../schema/constructors.ts';
import { nameFault } from '../schema/name-fault.ts';
import { pathText, stepText } from '../schema/path.ts';
import type { DataType, Path } from '../schema/types.ts';
import { fieldsByLowerName, fieldsOf } from '../schema/walk.ts';
import { sentence } from './sentence.ts';
import { typePartsOf } from './type-parts.ts';
import type { Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/** What speaks against the names that a new column brings: its own, and those of the fields in it. */
export function checkNames(bench: Workbench, type: DataType, path: Path): Objection | null {
  return checkReserved(bench.table, path) ?? checkEach(bench, type, path) ?? checkCase(type, path);
}

/** Whether a column at the top would have a name that engines take for themselves. */
export function checkReserved(table: TableState, path: Path): Objection | null {
  if (path.length !== 1 || !isEngineName(table, path[0] ?? '')) return null;
  return {
    code: 'RESERVED_FIELD',
    path,
    reason: `${column(path)} would have a name that engines use for columns of their own.`,
    remediation: 'Choose another name.',
  };
}

function checkEach(bench: Workbench, type: DataType, path: Path): Objection | null {
  const parent = path.slice(0, -1);
  for (const { path: below } of fieldsOf(structOf([field(path.at(-1) ?? '', type)]))) {
    const objection = checkName(bench, [...parent, ...below]);
    if (objection !== null) return objection;
  }
  return null;
}

/** Whether the format stores a column under its name. */
export function checkName({ capability }: Workbench, path: Path): Objection | null {
  const name = path.at(-1) ?? '';
  const fault = nameFault(name);
  if (fault !== null) return invalid(path, sentence(fault), 'Choose another name.');
  if (name === '') return invalid(path, 'A column needs a name.', 'Give it one.');
  const can = capability.fieldName(name);
  return can.ok ? null : invalid(path, sentence(can.why), sentence(chosenHere(can.remedy)));
}

/** Formats speak to whoever sends a field; here somebody chooses a name. */
function chosenHere(remedy: string): string {
  return remedy.replace('rename the field in the producer', 'choose another name');
}

function invalid(path: Path, reason: string, remediation: string): Objection {
  return { code: 'FIELD_NAME_INVALID', path, reason, remediation };
}

function checkCase(type: DataType, path: Path): Objection | null {
  for (const { type: part } of typePartsOf(type)) {
    if (part.kind !== 'struct') continue;
    const same = [...fieldsByLowerName(part).values()].find((fields) => fields.length > 1);
    if (same === undefined) continue;
    const names = same.map(({ name }) => stepText(name)).join(' and ');
    return {
      code: 'CASE_COLLISION',
      path,
      reason: `In ${pathText(path)}, ${names} are one name to engines, which read names without regard to case.`,
      remediation: 'Rename one of them.',
    };
  }
  return null;
}
