import type { CharacterType, DecimalType, OpaqueType, PrimitiveType } from '../schema/types.ts';

/** A type that holds no other, as an engine meets it: user-defined types have been taken for what they are stored as. */
export type Leaf = PrimitiveType | DecimalType | CharacterType | OpaqueType;

/** What an engine has for a type. */
export type LeafAnswer =
  /** The same, under the engine's name for it. */
  | { readonly as: 'SAME'; readonly text: string }
  /** Another type that holds the values, and what is different about it. */
  | { readonly as: 'SUBSTITUTE'; readonly text: string; readonly why: string }
  | { readonly as: 'NOTHING'; readonly why: string };

export function same(text: string): LeafAnswer {
  return { as: 'SAME', text };
}

export function substitute(text: string, why: string): LeafAnswer {
  return { as: 'SUBSTITUTE', text, why };
}

export function nothing(why: string): LeafAnswer {
  return { as: 'NOTHING', why };
}

export const NO_TYPE_YET = nothing('it has no type yet: it comes once a batch brings a value');
