import { column, typeIn } from '../evolution/words.ts';
import { pathText } from '../schema/path.ts';
import type { Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import { type DraftStruct, type DraftType, typeOfDraft } from './schema-draft.ts';
import type { Objection } from './workbench.ts';

/** The struct that holds, or will hold, the column of a path. */
export interface Parent {
  readonly struct: DraftStruct;
  /** Its path as the schema spells it. */
  readonly path: Path;
  /** The last step: the name of the column, as it was asked for. */
  readonly name: string;
}

type Found<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly objection: Objection };

/** Follows all steps but the last, in any case of letters, as Spark does. */
export function findParent(root: DraftStruct, path: Path): Found<Parent> {
  const name = path.at(-1);
  if (name === undefined) return fail('NOT_A_COLUMN', path, 'The path is empty.', 'Name a column.');
  let at: Path = [];
  let type: DraftType = root;
  for (const step of path.slice(0, -1)) {
    const below: Found<Below> = stepBelow(type, at, step);
    if (!below.ok) return below;
    at = [...at, below.value.step];
    type = below.value.type;
  }
  if (type.kind === 'struct') return { ok: true, value: { struct: type, path: at, name } };
  return notAStruct(type, at, name);
}

interface Below {
  readonly step: string;
  readonly type: DraftType;
}

function stepBelow(type: DraftType, at: Path, step: string): Found<Below> {
  const part = lowerKey(step);
  if (type.kind === 'struct') {
    const field = type.find(step);
    return field === undefined
      ? { ok: false, objection: noColumn([...at, step]) }
      : { ok: true, value: { step: field.name, type: field.type } };
  }
  if (type.kind === 'array' && part === 'element')
    return { ok: true, value: { step: part, type: type.elementType } };
  if (type.kind === 'map' && part === 'value')
    return { ok: true, value: { step: part, type: type.valueType } };
  if (type.kind === 'map' && part === 'key') {
    return fail(
      'MAP_KEY_CHANGED',
      [...at, part],
      `${column(at)} is a map, and what is in the keys of a map never changes.`,
      'Add a column beside the map, or a field to its values.',
    );
  }
  return notAStruct(type, at, step);
}

/** Says that there is no such column, or no such field in the struct that is there. */
export function noColumn(path: Path): Objection {
  const what = path.length > 1 ? `${column(path.slice(0, -1))} has no field` : 'There is no column';
  return {
    code: 'COLUMN_NOT_FOUND',
    path,
    reason: `${what} ${pathText(path.slice(-1))}.`,
    remediation: 'Look at the active schema (GET /datasets/{dataset}/schema/active).',
  };
}

function notAStruct(type: DraftType, at: Path, step: string): Found<never> {
  const name = pathText(at);
  const whole = fail.bind(null, 'NOT_A_COLUMN', [...at, step]);
  if (type.kind === 'array') {
    return whole(
      `${column(at)} is an array, not a struct.`,
      `Write ${name}.element.… for a field of its elements.`,
    );
  }
  if (type.kind === 'map') {
    return whole(`${column(at)} is a map, not a struct.`, `Write ${name}.value.… for a field of its values.`);
  }
  return whole(
    `${column(at)} is ${typeIn(typeOfDraft(type))}, which has no fields.`,
    'Name a column, or a field of a struct.',
  );
}

function fail(code: Objection['code'], path: Path, reason: string, remediation: string): Found<never> {
  return { ok: false, objection: { code, path, reason, remediation } };
}
