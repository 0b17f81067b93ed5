import { column } from '../evolution/words.ts';
import { field as fieldOf, structOf } from '../schema/constructors.ts';
import { pathText } from '../schema/path.ts';
import type { Path } from '../schema/types.ts';
import { countFields } from '../schema/walk.ts';
import type { DraftField } from './draft-struct.ts';
import { findParent, noColumn, type Parent } from './find-column.ts';
import { guardFormer } from './guard-former.ts';
import { guardAgainstChange } from './guarded.ts';
import { typeOfDraft } from './schema-draft.ts';
import { sentence } from './sentence.ts';
import type { DropColumn, Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/** Drops a column, leaving its tombstone; null, or why it cannot be done, in which case nothing is. */
export function applyDrop(bench: Workbench, operation: DropColumn): Objection | null {
  const parent = findParent(bench.draft, operation.path);
  if (!parent.ok) return missing(bench, operation, parent.objection);
  const { struct, path: parentPath, name } = parent.value;
  const field = struct.find(name);
  if (field === undefined) return missing(bench, operation, noColumn([...parentPath, name]));
  const path = [...parentPath, field.name];
  const objection =
    guardAgainstChange(bench.table, path) ??
    guardFormer(bench, path, 'DROP') ??
    lastOne(struct.size, path) ??
    formatObjects(bench, path);
  if (objection !== null) return objection;
  drop(bench, parent.value, field);
  return null;
}

function drop(bench: Workbench, { struct, path }: Parent, field: DraftField): void {
  const type = typeOfDraft(field.type);
  struct.remove(field);
  bench.fieldCount -= countFields(structOf([fieldOf(field.name, type)]));
  // A column that the same request has renamed goes by the name that it had; another one may have that by now.
  const isNameFree = field.was !== null && struct.find(field.was.name) === undefined;
  bench.facts.drop(path, field, isNameFree ? { type, version: bench.nextVersion } : null);
}

function missing(bench: Workbench, operation: DropColumn, objection: Objection): Objection | null {
  if (!operation.ifExists || objection.code !== 'COLUMN_NOT_FOUND') return objection;
  const message = `${objection.reason} Nothing was dropped for it.`;
  bench.warnings.push({ code: 'COLUMN_NOT_FOUND', path: objection.path, message });
  return null;
}

function lastOne(size: number, path: Path): Objection | null {
  if (size > 1) return null;
  const holder = path.length === 1 ? 'the table' : pathText(path.slice(0, -1));
  return {
    code: 'LAST_COLUMN',
    path,
    reason: `${column(path)} is the last one of ${holder}, which cannot be empty.`,
    remediation:
      path.length === 1 ? 'Add another column first.' : 'Add another field first, or drop what holds it.',
  };
}

function formatObjects({ capability }: Workbench, path: Path): Objection | null {
  const can = capability.dropColumn;
  return can.ok
    ? null
    : { code: 'FORMAT_CANNOT', path, reason: sentence(can.why), remediation: sentence(can.remedy) };
}
