import { PRESETS } from '../../evolution/types.ts';
import { z } from '../../http/openapi-zod.ts';
import { ENFORCEMENTS } from './dataset.types.ts';
import { POLICY_CHOICES, POLICY_COUNTS } from './evolution-policy.ts';

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
  newFields: z.enum(POLICY_CHOICES.newFields).openapi({
    description:
      'Fields that the table does not have: add them, block the batch, or leave them out with a warning.',
  }),
  missingFields: z
    .enum(POLICY_CHOICES.missingFields)
    .openapi({ description: 'Nullable columns that a batch lacks: written as null, or breaking.' }),
  narrowerTypes: z
    .enum(POLICY_CHOICES.narrowerTypes)
    .openapi({ description: 'Types narrower than the column: cast, or breaking.' }),
  widening: z.enum(POLICY_CHOICES.widening).openapi({
    description: 'Types wider than the column, where the table can follow: widen it, or breaking.',
  }),
  stringFallback: z
    .enum(POLICY_CHOICES.stringFallback)
    .openapi({ description: 'A type that would become string: let it, where the table can, or breaking.' }),
  corruptRecords: z.enum(POLICY_CHOICES.corruptRecords).openapi({
    description:
      '`_corrupt_record` in the batch: breaking, or left out with a warning (the job quarantines them).',
  }),
  invalidNames: z.enum(POLICY_CHOICES.invalidNames).openapi({
    description: 'Names that collide or that the format cannot store: breaking, or left out with a warning.',
  }),
};

const counts = {
  maxNewFields: z
    .int()
    .min(0)
    .max(POLICY_COUNTS.maxNewFields)
    .openapi({ description: 'Most new fields that one batch may bring.' }),
  maxColumns: z
    .int()
    .min(1)
    .max(POLICY_COUNTS.maxColumns)
    .openapi({ description: 'Most fields of the table in all, nested ones counted.' }),
};

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
  })
  .openapi('EvolutionPolicy', { description: 'A preset, and over it the single settings that differ.' });

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
  })
  .openapi('EvolutionPolicyChanges', {
    description:
      'Single settings go over the preset. Left out: stays as it is. Null: back to what the preset says; for the ' +
      'preset itself, to what the service is configured with.',
  });
