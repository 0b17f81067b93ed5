import type { ColumnFact } from '../../evolution/types.ts';
import { field as fieldOf, structOf } from '../../schema/constructors.ts';
import { pathKey, pathText } from '../../schema/path.ts';
import type { StructType } from '../../schema/types.ts';
import { fieldsOf } from '../../schema/walk.ts';
import type { Gone, KnownColumn } from './column.types.ts';
import { compareColumns } from './column-position.ts';
import { underFormerNames } from './former-paths.ts';

/**
 * Every column of the active schema and every one that is gone, nested ones too, in the order of their paths. What was
 * a part of a column that is gone went with it, and is found in the type that its tombstone keeps.
 */
export function knownColumns(active: StructType | null, facts: readonly ColumnFact[]): KnownColumn[] {
  const present = active === null ? [] : presentColumns(active);
  const known = new Set(present.map(({ path }) => pathKey(path)));
  const gone: KnownColumn[] = [];
  const tombstones = facts.filter(isGone);
  const all = [...tombstones, ...underFormerNames(tombstones)];
  // Longer paths first: what has a tombstone of its own went by itself.
  for (const tombstone of all.sort((a, b) => b.path.length - a.path.length)) {
    for (const column of goneColumns(tombstone)) {
      const key = pathKey(column.path);
      if (known.has(key)) continue;
      known.add(key);
      gone.push(column);
    }
  }
  if (gone.length === 0) return present;
  return [...present, ...gone].sort((a, b) => compareColumns(a.text, b.text));
}

const sorted = new WeakMap<StructType, KnownColumn[]>();

/** Sorted once per schema: versions are immutable, and their schemas are shared. */
function presentColumns(schema: StructType): KnownColumn[] {
  const done = sorted.get(schema);
  if (done !== undefined) return done;
  const columns = [...fieldsOf(schema)].map(({ path, field }): KnownColumn => ({
    path,
    text: pathText(path),
    status: 'PRESENT',
    type: field.type,
    field,
    tombstone: null,
  }));
  columns.sort((a, b) => compareColumns(a.text, b.text));
  sorted.set(schema, columns);
  return columns;
}

function goneColumns(tombstone: Gone): KnownColumn[] {
  const { path, dropped } = tombstone;
  const parent = path.slice(0, -1);
  const whole = structOf([fieldOf(path.at(-1) ?? '', dropped.type)]);
  return [...fieldsOf(whole)].map(({ path: below, field }) => {
    const at = [...parent, ...below];
    return {
      path: at,
      text: pathText(at),
      status: dropped.renamedTo === null ? 'DROPPED' : 'RENAMED',
      type: field.type,
      field: null,
      tombstone,
    };
  });
}

function isGone(fact: ColumnFact): fact is Gone {
  return fact.dropped !== null;
}
