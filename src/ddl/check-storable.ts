import { column } from '../evolution/words.ts';
import type { DataType, Path } from '../schema/types.ts';
import { typePartsOf } from './type-parts.ts';
import type { Objection } from './types.ts';

/** What speaks against a type that tables do not store. */
export function checkStorable(type: DataType, path: Path): Objection | null {
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
