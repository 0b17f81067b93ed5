import type { DataType } from '../schema/types.ts';
import { accept } from './acceptance.ts';
import { sameOwnType } from './own-type.ts';
import { isPrimitive } from './type-kinds.ts';

export type Fit = 'SAME' | 'SAFE' | 'CHECKED' | 'NO';

/** The cast that a column needs as far as its type is its own: the fields of structs have steps of their own. */
export function fitOf(table: DataType, incoming: DataType): Fit {
  if (sameOwnType(table, incoming)) return 'SAME';
  if (isPrimitive(incoming, 'void')) return 'SAFE';
  if (table.kind === 'struct' || incoming.kind === 'struct')
    return table.kind === incoming.kind ? 'SAME' : 'NO';
  if (table.kind === 'array' && incoming.kind === 'array')
    return fitOf(table.elementType, incoming.elementType);
  if (table.kind === 'map' && incoming.kind === 'map') {
    return worst(fitOf(table.keyType, incoming.keyType), fitOf(table.valueType, incoming.valueType));
  }
  return accept(table, incoming).fit;
}

const RISING: readonly Fit[] = ['SAME', 'SAFE', 'CHECKED', 'NO'];

function worst(a: Fit, b: Fit): Fit {
  return RISING.indexOf(a) > RISING.indexOf(b) ? a : b;
}
