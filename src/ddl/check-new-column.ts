import { column } from '../evolution/words.ts';
import { field, structOf } from '../schema/constructors.ts';
import { textFault } from '../schema/name-fault.ts';
import { pathText } from '../schema/path.ts';
import { type DataType, type Path, SCHEMA_LIMITS } from '../schema/types.ts';
import { countFields } from '../schema/walk.ts';
import { checkNames } from './check-names.ts';
import { checkStorable } from './check-storable.ts';
import { checkTombstones } from './check-tombstones.ts';
import { guardAgainstAdd } from './guarded.ts';
import type { AddColumn, Objection } from './types.ts';
import { sentence } from './sentence.ts';
import { typePartsOf } from './type-parts.ts';
import type { Workbench } from './workbench.ts';

/** What speaks against a new column at a path that is free. */
export function checkNewColumn(bench: Workbench, operation: AddColumn, path: Path): Objection | null {
  const { type } = operation;
  return (
    checkSize(bench, type, path) ??
    guardAgainstAdd(bench.table, path) ??
    checkNullable(operation, path) ??
    checkFormat(bench, path) ??
    checkNames(bench, type, path) ??
    checkComment(operation.comment, path) ??
    checkStorable(bench, type, path) ??
    checkTombstones(bench, () => type, path, null)
  );
}

function checkSize(bench: Workbench, type: DataType, path: Path): Objection | null {
  for (const { depth } of typePartsOf(type)) {
    if (path.length + depth <= SCHEMA_LIMITS.depth) continue;
    return tooMuch(path, `${column(path)} would be nested deeper than ${SCHEMA_LIMITS.depth} levels.`);
  }
  if (bench.fieldCount + countFields(structOf([field('', type)])) <= SCHEMA_LIMITS.fields) return null;
  return tooMuch(path, `The table would have more than ${SCHEMA_LIMITS.fields} fields, nested ones counted.`);
}

export function tooMuch(path: Path, reason: string): Objection {
  return {
    code: 'LIMIT_EXCEEDED',
    path,
    reason,
    remediation: 'Drop columns, or keep the data in a table of its own.',
  };
}

function checkNullable({ nullable }: AddColumn, path: Path): Objection | null {
  if (nullable) return null;
  return {
    code: 'REQUIRED_FIELD_ADDED',
    path,
    reason: `${column(path)} cannot be NOT NULL: rows written before have no value for it.`,
    remediation: 'Leave NOT NULL away: new columns are nullable.',
  };
}

/** Whether a comment can be stored. */
export function checkComment(comment: string | null, path: Path): Objection | null {
  const fault = comment === null ? null : textFault(comment);
  if (fault === null) return null;
  return {
    code: 'COMMENT_INVALID',
    path,
    reason: `In the comment of ${pathText(path)}, ${fault}.`,
    remediation: 'Leave such characters away.',
  };
}

function checkFormat({ capability }: Workbench, path: Path): Objection | null {
  const can = capability.addColumn;
  return can.ok
    ? null
    : { code: 'FORMAT_CANNOT', path, reason: sentence(can.why), remediation: sentence(can.remedy) };
}
