import { accept } from '../evolution/acceptance.ts';
import type { Capability } from '../evolution/capability.ts';
import { isLosslessWidening } from '../evolution/lossless.ts';
import type { Change } from '../evolution/types.ts';
import { column, typeIn } from '../evolution/words.ts';
import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType, Path } from '../schema/types.ts';

/** What another type of a column amounts to, whoever wants it. */
export type TypeAlteration =
  | { readonly kind: 'NONE' }
  /** The format changes it in place, and no value is lost. */
  | { readonly kind: 'WIDENED' }
  /** No value would be lost, but the format cannot. */
  | { readonly kind: 'UNSUPPORTED'; readonly why: string; readonly remedy: string }
  /** The format changes it in place, and values can change on the way. */
  | { readonly kind: 'LOSSY'; readonly risk: Change['risk'] }
  /** No format changes it in place: the table has to be written anew. */
  | { readonly kind: 'REWRITTEN'; readonly rule: 'TYPE_NARROWED' | 'TYPE_CHANGED'; readonly why: string };

/** About types that are not nested. */
export function typeAlteration({ typeChange }: Capability, from: DataType, to: DataType): TypeAlteration {
  if (sameTypeIgnoringNullability(from, to)) return { kind: 'NONE' };
  const can = typeChange(from, to);
  if (isLosslessWidening(from, to)) return can.ok ? { kind: 'WIDENED' } : { ...can, kind: 'UNSUPPORTED' };
  if (can.ok) return { kind: 'LOSSY', risk: riskOf(from, to) };
  const rule = isLosslessWidening(to, from) ? 'TYPE_NARROWED' : 'TYPE_CHANGED';
  return { kind: 'REWRITTEN', rule, why: can.why };
}

/** How sentences begin that tell of a change of type. */
export function fromTo(path: Path, from: DataType, to: DataType, verb: 'would go' | 'went'): string {
  return `${column(path)} ${verb} from ${typeIn(from)} to ${typeIn(to)}`;
}

function riskOf(from: DataType, to: DataType): Change['risk'] {
  const acceptance = accept(to, from);
  return acceptance.fit === 'SAFE' ? acceptance.risk : undefined;
}
