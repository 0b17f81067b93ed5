import { isNested } from '../evolution/type-kinds.ts';
import { column, newColumn, typeIn } from '../evolution/words.ts';
import { pathText } from '../schema/path.ts';
import { sqlType } from '../schema/sql/type-text.ts';
import type { DataType, Path } from '../schema/types.ts';
import type { DraftType } from './draft-struct.ts';
import { typeOfDraft } from './schema-draft.ts';
import type { Objection } from './types.ts';

/** What speaks against another type where one of the two is nested: structs, arrays and maps change part by part. */
export function checkShape(path: Path, now: DraftType, type: DataType): Objection | null {
  const isLeaf = now.kind !== 'struct' && now.kind !== 'array' && now.kind !== 'map';
  if (isLeaf && !isNested(type)) return null;
  const objection = { code: 'STRUCTURE_CHANGED' as const, path };
  if (now.kind === type.kind) {
    return {
      ...objection,
      reason: `${column(path)} is ${kindText(type)}, which changes part by part.`,
      remediation: byParts(pathText(path), type),
    };
  }
  const is = isLeaf ? typeIn(typeOfDraft(now)) : NESTED[now.kind];
  return {
    ...objection,
    reason: `${column(path)} is ${is}, and nothing turns that into ${kindText(type)}.`,
    remediation: `Use a column beside it (${newColumn(path, type)}), and drop this one when nobody reads it any more.`,
  };
}

const NESTED = { struct: 'a struct', array: 'an array', map: 'a map' } as const;

function kindText(type: DataType): string {
  return type.kind === 'struct' || type.kind === 'array' || type.kind === 'map'
    ? NESTED[type.kind]
    : typeIn(type);
}

function byParts(name: string, type: DataType): string {
  switch (type.kind) {
    case 'array':
      return `Write ALTER COLUMN ${name}.element TYPE ${shortType(type.elementType)}.`;
    case 'map':
      return `Write ALTER COLUMN ${name}.value TYPE ${shortType(type.valueType)}; its keys never change.`;
    default:
      return `Write ALTER COLUMN ${name}.<field> TYPE …, ADD COLUMN ${name}.<field> … or DROP COLUMN ${name}.<field>.`;
  }
}

function shortType(type: DataType): string {
  return isNested(type) ? '…' : sqlType(type);
}
