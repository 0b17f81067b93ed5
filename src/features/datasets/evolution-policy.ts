import { z } from 'zod';
import { PRESETS, type PolicySettings, type Preset } from '../../evolution/types.ts';
import { ENFORCEMENTS, type DatasetChanges, type EvolutionPolicy } from './dataset.types.ts';

/** The single settings that are a choice, with their values. */
export const POLICY_CHOICES = {
  newFields: ['ALLOW', 'BLOCK', 'IGNORE'],
  missingFields: ['ALLOW', 'BLOCK'],
  narrowerTypes: ['ALLOW', 'BLOCK'],
  widening: ['ALLOW', 'BLOCK'],
  stringFallback: ['ALLOW', 'BLOCK'],
  corruptRecords: ['BLOCK', 'IGNORE'],
  invalidNames: ['BLOCK', 'IGNORE'],
} as const satisfies { readonly [K in keyof PolicySettings]?: readonly PolicySettings[K][] };

/** The single settings that are a number, with the greatest that they may be. */
export const POLICY_COUNTS = { maxNewFields: 10_000, maxColumns: 10_000 } as const satisfies {
  readonly [K in keyof PolicySettings]?: number;
};

const stored = z.object({
  preset: z.enum(PRESETS).default('STRICT'),
  enforcement: z.enum(ENFORCEMENTS).default('ENFORCE'),
  newFields: z.enum(POLICY_CHOICES.newFields).exactOptional(),
  missingFields: z.enum(POLICY_CHOICES.missingFields).exactOptional(),
  narrowerTypes: z.enum(POLICY_CHOICES.narrowerTypes).exactOptional(),
  widening: z.enum(POLICY_CHOICES.widening).exactOptional(),
  stringFallback: z.enum(POLICY_CHOICES.stringFallback).exactOptional(),
  corruptRecords: z.enum(POLICY_CHOICES.corruptRecords).exactOptional(),
  invalidNames: z.enum(POLICY_CHOICES.invalidNames).exactOptional(),
  maxNewFields: z.number().exactOptional(),
  maxColumns: z.number().exactOptional(),
  typeHints: z.record(z.string(), z.string()).exactOptional(),
});

export const MOST_TYPE_HINTS = 1000;

/** The policy as the database holds it. Throws where that is not one: nothing but this service writes it. */
export function policyFromJson(json: unknown): EvolutionPolicy {
  return stored.parse(json);
}

/**
 * A policy with changes laid over it. What is cleared falls back: the preset to the service's, a single setting
 * to what the preset says of it. Type hints are replaced as a whole.
 */
export function changePolicy(
  policy: EvolutionPolicy,
  changes: DatasetChanges['evolutionPolicy'],
  defaultPreset: Preset,
): EvolutionPolicy {
  if (changes === undefined) return policy;
  if (changes === null) return policyFromJson({ preset: defaultPreset });
  const members = new Map<string, unknown>(Object.entries(policy));
  for (const [setting, value] of Object.entries(changes)) {
    if (value === null) members.delete(setting);
    else if (value !== undefined) members.set(setting, value);
  }
  return policyFromJson({ preset: defaultPreset, ...Object.fromEntries(members) });
}
