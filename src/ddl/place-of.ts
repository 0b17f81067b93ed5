import { column } from '../evolution/words.ts';
import { pathText } from '../schema/path.ts';
import type { Path } from '../schema/types.ts';
import type { DraftField, DraftStruct, Place } from './draft-struct.ts';
import { noColumn } from './find-column.ts';
import { sentence } from './sentence.ts';
import type { Objection, Position } from './types.ts';
import type { Workbench } from './workbench.ts';

type Found =
  { readonly ok: true; readonly value: Place } | { readonly ok: false; readonly objection: Objection };

/**
 * The place among the fields of a struct that a position names.
 * @param own the field that is to stand there; null for one that is yet to be added
 */
export function placeOf(struct: DraftStruct, position: Position, path: Path, own: DraftField | null): Found {
  if (position.at === 'FIRST') return { ok: true, value: 'FIRST' };
  const after = struct.find(position.column);
  const parent = path.slice(0, -1);
  if (after === undefined) return { ok: false, objection: noColumn([...parent, position.column]) };
  if (after !== own) return { ok: true, value: { after } };
  return {
    ok: false,
    objection: {
      code: 'POSITION_INVALID',
      path,
      reason: `${column(path)} cannot stand after itself.`,
      remediation: `Name another ${parent.length === 0 ? 'column' : `field of ${pathText(parent)}`}, or say FIRST.`,
    },
  };
}

/** What speaks against a place that is not the end. */
export function checkMove({ capability }: Workbench, path: Path, place: Place): Objection | null {
  const can = place === 'FIRST' && path.length === 1 ? capability.moveFirst : capability.moveColumn;
  return can.ok
    ? null
    : { code: 'FORMAT_CANNOT', path, reason: sentence(can.why), remediation: sentence(can.remedy) };
}
