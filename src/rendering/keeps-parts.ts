import type { Identified } from './column-ids.ts';

/**
 * Whether something stays in every struct that a column is made of. Where nothing does, the column has to go as a whole
 * and another one to come, for no engine drops the last field of a struct. Depth is bounded by SCHEMA_LIMITS.
 */
export function keepsParts([before, idsBefore]: Identified, [after, idsAfter]: Identified): boolean {
  if (before.kind === 'array' && after.kind === 'array') {
    return keepsPart('element', [before.elementType, idsBefore], [after.elementType, idsAfter]);
  }
  if (before.kind === 'map' && after.kind === 'map') {
    return keepsPart('value', [before.valueType, idsBefore], [after.valueType, idsAfter]);
  }
  if (before.kind !== 'struct' || after.kind !== 'struct' || before.fields.length === 0) return true;
  const now = new Map(
    after.fields.flatMap((field) => {
      const is = idsAfter.get(field.name);
      return is === undefined ? [] : [[is.id, [field.type, is.below]] as const];
    }),
  );
  return before.fields.some(({ name, type }) => {
    const was = idsBefore.get(name);
    const is = was === undefined ? undefined : now.get(was.id);
    return was !== undefined && is !== undefined && keepsParts([type, was.below], is);
  });
}

function keepsPart(step: 'element' | 'value', before: Identified, after: Identified): boolean {
  const [then, now] = [before[1].get(step), after[1].get(step)];
  if (then === undefined || now === undefined) return true;
  return keepsParts([before[0], then.below], [after[0], now.below]);
}
