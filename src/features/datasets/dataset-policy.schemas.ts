import { readTypeHints } from '../../evolution/type-hints.ts';
import { PRESETS, type PolicySettings } from '../../evolution/types.ts';
import { z } from '../../http/openapi-zod.ts';
import { ENFORCEMENTS } from './dataset.types.ts';
import { MOST_TYPE_HINTS, POLICY_CHOICES, POLICY_COUNTS } from './evolution-policy.ts';
import { policyTable, settingText } from './policy-text.ts';

const HINT_LENGTH = 4096;

const preset = z.enum(PRESETS).openapi({
  description:
    '`STRICT`: what a batch lacks or narrows is breaking. `TOLERANT`, the one to take for inferred JSON: breaking ' +
    'is only what the table could not take. `FROZEN`: like TOLERANT, and nothing new comes in by jobs.',
  example: 'STRICT',
});

const enforcement = z.enum(ENFORCEMENTS).openapi({
  description:
    '`OBSERVE` blocks nothing: answers say in `wouldBe` what the verdict would have been, so that a team can look first.',
  example: 'ENFORCE',
});

const choices = {
  newFields: z.enum(POLICY_CHOICES.newFields).openapi(described('newFields')),
  missingFields: z.enum(POLICY_CHOICES.missingFields).openapi(described('missingFields')),
  narrowerTypes: z.enum(POLICY_CHOICES.narrowerTypes).openapi(described('narrowerTypes')),
  widening: z.enum(POLICY_CHOICES.widening).openapi(described('widening')),
  stringFallback: z.enum(POLICY_CHOICES.stringFallback).openapi(described('stringFallback')),
  corruptRecords: z.enum(POLICY_CHOICES.corruptRecords).openapi(described('corruptRecords')),
  invalidNames: z.enum(POLICY_CHOICES.invalidNames).openapi(described('invalidNames')),
};

const counts = {
  maxNewFields: z.int().min(0).max(POLICY_COUNTS.maxNewFields).openapi(described('maxNewFields')),
  maxColumns: z.int().min(1).max(POLICY_COUNTS.maxColumns).openapi(described('maxColumns')),
};

const HINTS = {
  ...described('typeHints'),
  example: { created_at: 'TIMESTAMP', 'lines.element.price': 'DECIMAL(10,2)' },
};
const hints = z.record(z.string().max(HINT_LENGTH), z.string().max(HINT_LENGTH)).openapi(HINTS);

const hintChanges = z.preprocess(refuseProtoKey, hints.superRefine(checkHints)).openapi(HINTS);

/** A record's schema drops this key without a word. */
function refuseProtoKey(value: unknown, context: z.RefinementCtx): unknown {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
    context.addIssue({ code: 'custom', path: ['__proto__'], message: 'write this name in back-quotes' });
  }
  return value;
}

function checkHints(texts: Readonly<Record<string, string>>, context: z.RefinementCtx): void {
  if (Object.keys(texts).length > MOST_TYPE_HINTS) {
    context.addIssue({ code: 'custom', message: `at most ${MOST_TYPE_HINTS} hints` });
    return;
  }
  for (const { key, message } of readTypeHints(texts).faults) {
    context.addIssue({ code: 'custom', path: [key], message });
  }
}

function described(setting: keyof PolicySettings) {
  return { description: settingText(setting) };
}

/** The policy as it is answered: the preset, and the single settings that were given. */
export const EvolutionPolicySchema = z
  .strictObject({
    preset,
    enforcement,
    newFields: choices.newFields.optional(),
    missingFields: choices.missingFields.optional(),
    narrowerTypes: choices.narrowerTypes.optional(),
    widening: choices.widening.optional(),
    stringFallback: choices.stringFallback.optional(),
    corruptRecords: choices.corruptRecords.optional(),
    invalidNames: choices.invalidNames.optional(),
    maxNewFields: counts.maxNewFields.optional(),
    maxColumns: counts.maxColumns.optional(),
    typeHints: hints.optional(),
  })
  .openapi('EvolutionPolicy', {
    description: `A preset, and over it the single settings that differ.\n\n${policyTable()}`,
  });

/** The same in a request: null goes back to what the service, or the preset, says. */
export const EvolutionPolicyChanges = z
  .strictObject({
    preset: preset.nullish(),
    enforcement: enforcement.nullish(),
    newFields: choices.newFields.nullish(),
    missingFields: choices.missingFields.nullish(),
    narrowerTypes: choices.narrowerTypes.nullish(),
    widening: choices.widening.nullish(),
    stringFallback: choices.stringFallback.nullish(),
    corruptRecords: choices.corruptRecords.nullish(),
    invalidNames: choices.invalidNames.nullish(),
    maxNewFields: counts.maxNewFields.nullish(),
    maxColumns: counts.maxColumns.nullish(),
    typeHints: hintChanges.nullish(),
  })
  .openapi('EvolutionPolicyChanges', {
    description:
      'Single settings go over the preset. Left out: stays as it is. Null: back to what the preset says; for the ' +
      'preset itself, to what the service is configured with. `typeHints` is replaced as a whole.',
  });
