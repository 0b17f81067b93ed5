import { columnFact, tombstoneOf } from '../evolution/column-fact.ts';
import { column, typeIn } from '../evolution/words.ts';
import { pathText, samePath } from '../schema/path.ts';
import { typeText } from '../schema/sql/type-text.ts';
import { field as fieldOf, structOf } from '../schema/constructors.ts';
import type { DataType, Path } from '../schema/types.ts';
import { countFields } from '../schema/walk.ts';
import { findParent, noColumn } from './find-parent.ts';
import { guardAgainstDrop } from './guarded.ts';
import type { DropColumn } from './types.ts';
import { type DraftField, typeOfDraft } from './schema-draft.ts';
import { sentence } from './sentence.ts';
import type { Objection, Workbench } from './workbench.ts';

/** Drops a column, leaving its tombstone; null, or why it cannot be done, in which case nothing is. */
export function applyDrop(bench: Workbench, operation: DropColumn): Objection | null {
  const parent = findParent(bench.draft, operation.path);
  if (!parent.ok) return missing(bench, operation, parent.objection);
  const { struct, path: parentPath, name } = parent.value;
  const field = struct.find(name);
  if (field === undefined) return missing(bench, operation, noColumn([...parentPath, name]));
  const path = [...parentPath, field.name];
  const objection =
    guardAgainstDrop(bench.table, path) ?? lastOne(struct.size, path) ?? formatObjects(bench, path);
  if (objection !== null) return objection;
  const type = typeOfDraft(field.type);
  struct.remove(field.name);
  bench.fieldCount -= countFields(structOf([fieldOf(field.name, type)]));
  if (field.replaced === null) recordDrop(bench, path, type);
  else takeBackAddition(bench, path, field);
  return null;
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

function recordDrop(bench: Workbench, path: Path, type: DataType): void {
  // What was dropped below earlier stays dropped: the column may come back, and that would not.
  const gone = bench.facts.below(path).filter(({ dropped }) => dropped === null);
  for (const fact of gone) bench.facts.set(columnFact(fact.path));
  bench.facts.set({
    ...bench.facts.at(path),
    absence: 'REQUIRED',
    settled: false,
    dropped: tombstoneOf(type, bench.nextVersion),
  });
  bench.changes.push({
    rule: 'FIELD_REMOVED',
    kind: 'REMOVED',
    path,
    before: typeText(type),
    after: null,
    verdict: 'NON_BREAKING',
    reason: `${column(path)} (${typeIn(type)}) was dropped by DDL; batches that still bring it do not bring it back.`,
  });
}

/** A column that came and went within one request was never there. */
function takeBackAddition(bench: Workbench, path: Path, field: DraftField): void {
  for (const fact of [bench.facts.at(path), ...bench.facts.below(path)])
    bench.facts.set(columnFact(fact.path));
  for (const fact of field.replaced ?? []) bench.facts.set(fact);
  const added = bench.changes.findLastIndex(
    (change) => change.kind === 'ADDED' && samePath(change.path, path),
  );
  if (added === -1) return;
  const after = bench.changes
    .splice(added)
    .filter((change) => !path.every((step, index) => step === change.path[index]));
  bench.changes.push(...after);
}
