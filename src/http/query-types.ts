import { z } from './openapi-zod.ts';

/** An integer in a path or query: digits only, within bounds, documented as an integer. */
export function integerText(bounds: { readonly min: number; readonly max: number }) {
  return z
    .string()
    .regex(/^-?[0-9]{1,15}$/, 'must be an integer')
    .transform(Number)
    .pipe(z.number().min(bounds.min).max(bounds.max))
    .openapi({ type: 'integer', minimum: bounds.min, maximum: bounds.max });
}

/** `true` or `false` in a query, documented as a boolean. */
export function booleanText() {
  return z
    .string()
    .refine((text) => text === 'true' || text === 'false', 'must be true or false')
    .transform((text) => text === 'true')
    .openapi({ type: 'boolean' });
}
