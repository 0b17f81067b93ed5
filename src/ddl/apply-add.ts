import { columnFact } from '../evolution/column-fact.ts';
import type { ColumnFact } from '../evolution/types.ts';
import { field as fieldOf, structOf } from '../schema/constructors.ts';
import { column, typeIn } from '../evolution/words.ts';
import { pathKey } from '../schema/path.ts';
import { typeText } from '../schema/sql/type-text.ts';
import type { Path } from '../schema/types.ts';
import { countFields, fieldsOf } from '../schema/walk.ts';
import { checkNewColumn } from './check-new-column.ts';
import { findParent, type Parent } from './find-parent.ts';
import type { AddColumn } from './types.ts';
import { draftType } from './schema-draft.ts';
import type { Objection, Workbench } from './workbench.ts';

/** Adds a nullable column at the end of its parent; null, or why it cannot be done, in which case nothing is. */
export function applyAdd(bench: Workbench, operation: AddColumn): Objection | null {
  const found = findParent(bench.draft, operation.path);
  if (!found.ok) return found.objection;
  const parent = found.value;
  const path = [...parent.path, parent.name];
  const existing = parent.struct.find(parent.name);
  if (existing !== undefined) return alreadyThere(bench, operation, [...parent.path, existing.name], path);
  const objection = checkNewColumn(bench, operation, path);
  if (objection !== null) return objection;
  add(bench, operation, parent, path);
  return null;
}

function alreadyThere(bench: Workbench, operation: AddColumn, existing: Path, path: Path): Objection | null {
  const reason = `${column(existing)} is there already`;
  if (operation.ifNotExists) {
    const message = `${reason}, whatever its type: nothing was added.`;
    bench.warnings.push({ code: 'COLUMN_EXISTS', path: existing, message });
    return null;
  }
  const sameCase = existing.at(-1) === path.at(-1);
  return {
    code: sameCase ? 'COLUMN_EXISTS' : 'CASE_COLLISION',
    path,
    reason: sameCase ? `${reason}.` : `${reason}, and engines read names without regard to case.`,
    remediation: 'Choose another name, or say IF NOT EXISTS.',
  };
}

function add(bench: Workbench, operation: AddColumn, parent: Parent, path: Path): void {
  const { type, comment } = operation;
  const metadata = comment === null ? {} : { comment };
  warnOfOldValues(bench, path);
  bench.fieldCount += countFields(structOf([fieldOf(parent.name, type)]));
  parent.struct.add({
    name: parent.name,
    type: draftType(type),
    nullable: true,
    metadata,
    replaced: replaceFacts(bench, operation, path),
  });
  bench.changes.push({
    rule: 'FIELD_ADDED',
    kind: 'ADDED',
    path,
    before: null,
    after: typeText(type),
    verdict: 'NON_BREAKING',
    reason: `${column(path)} (${typeIn(type)}) was added by DDL; batches may lack it until one has brought it.`,
  });
}

function warnOfOldValues({ capability, facts, warnings }: Workbench, path: Path): void {
  const { dropped } = facts.at(path);
  if (dropped === null || !capability.resolvesByName) return;
  const since = `was dropped in version ${dropped.version} and is back`;
  const message = `${column(path)} ${since}: rows written before that show their old values.`;
  warnings.push({ code: 'OLD_VALUES_RETURN', path, message });
}

/** Pins the new column and all fields in it; the facts that held of them before. */
function replaceFacts(bench: Workbench, { type }: AddColumn, path: Path): ColumnFact[] {
  const { facts, capability } = bench;
  const parentPath = path.slice(0, -1);
  const fields = [...fieldsOf(structOf([fieldOf(path.at(-1) ?? '', type)]))];
  const paths = fields.map(({ path: below }) => [...parentPath, ...below]);
  const others = new Map(
    [...facts.below(path), ...facts.tombstones(path)].map((fact) => [pathKey(fact.path), fact]),
  );
  const replaced: ColumnFact[] = [];
  for (const at of paths) {
    replaced.push(facts.at(at));
    facts.set(columnFact(at, { pinned: true, absence: 'UNSEEN' }));
    others.delete(pathKey(at));
  }
  // By name, old files still have what was dropped below; by id, the new column is another one.
  if (capability.resolvesByName) return replaced;
  for (const fact of others.values()) facts.set(columnFact(fact.path));
  return [...replaced, ...others.values()];
}
