import { pathText } from '../../../src/schema/path.ts';
import { structFromJson } from '../../../src/schema/struct-from-json.ts';
import { typeToJson } from '../../../src/schema/print-json.ts';
import { fieldsOf } from '../../../src/schema/walk.ts';
import type { Version } from '../../support/jobs.ts';
import type { Column } from './columns.ts';

/** What must be told of a column. */
export interface ColumnLife extends Pick<Column, 'dataType' | 'addedIn' | 'changedIn' | 'droppedIn'> {
  readonly present: boolean;
}

/** The life of every column by what versions hold, oldest first; told apart from how the service keeps it. */
export function livesOf(versions: readonly Version[]): ReadonlyMap<string, ColumnLife> {
  const lives = new Map<string, ColumnLife>();
  for (const { version, schema } of versions) {
    const types = typesOf(schema);
    for (const [path, dataType] of types) {
      const before = lives.get(path);
      lives.set(path, before === undefined ? bornIn(version, dataType) : livingOn(before, version, dataType));
    }
    for (const [path, life] of lives) {
      if (types.has(path) || !life.present) continue;
      lives.set(path, { ...life, present: false, droppedIn: version });
    }
  }
  return lives;
}

function bornIn(version: number, dataType: Column['dataType']): ColumnLife {
  return { present: true, dataType, addedIn: version, changedIn: null, droppedIn: null };
}

function livingOn(before: ColumnLife, version: number, dataType: Column['dataType']): ColumnLife {
  const same = before.present && JSON.stringify(before.dataType) === JSON.stringify(dataType);
  if (same) return before;
  return { ...before, present: true, dataType, changedIn: version, droppedIn: null };
}

function typesOf(schema: Version['schema']): ReadonlyMap<string, Column['dataType']> {
  const parsed = structFromJson(schema);
  if (!parsed.ok) throw new Error('An answered schema cannot be read');
  const fields = [...fieldsOf(parsed.value)];
  return new Map(
    fields.map(({ path, field }) => [pathText(path), typeToJson(field.type) as Column['dataType']]),
  );
}
