import { column, typeIn } from '../evolution/words.ts';
import { field, structOf } from '../schema/constructors.ts';
import type { DataType, Path } from '../schema/types.ts';
import { fieldsOf } from '../schema/walk.ts';
import { typePartsOf } from './type-parts.ts';
import type { Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/** What speaks against a type that tables do not store, or that this one does not. */
export function checkStorable(bench: Workbench, type: DataType, path: Path): Objection | null {
  return checkKnown(type, path) ?? checkFormat(bench, type, path);
}

function checkKnown(type: DataType, path: Path): Objection | null {
  for (const { type: part } of typePartsOf(type)) {
    const isVoid = part.kind === 'primitive' && part.name === 'void';
    const isEmpty = part.kind === 'struct' && part.fields.length === 0;
    if (!isVoid && !isEmpty) continue;
    return {
      code: 'TYPE_NOT_STORABLE',
      path,
      reason: `${column(path)} would hold ${isVoid ? 'VOID' : 'a struct without fields'}, which tables do not store.`,
      remediation: 'Add it once its type is known.',
    };
  }
  return null;
}

/** Field by field: of a struct the format is asked for its fields alone. */
function checkFormat({ capability }: Workbench, type: DataType, path: Path): Objection | null {
  const parent = path.slice(0, -1);
  for (const { path: below, field: part } of fieldsOf(structOf([field(path.at(-1) ?? '', type)]))) {
    const can = capability.stores(part.type);
    if (can.ok) continue;
    const at = [...parent, ...below];
    return {
      code: 'TYPE_NOT_STORABLE',
      path: at,
      reason: `${column(at)} would hold ${typeIn(part.type)}, but ${can.why}.`,
      remediation: `To store it, ${can.remedy}.`,
    };
  }
  return null;
}
