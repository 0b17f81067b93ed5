import { SCHEMA_LIMITS } from '../schema/types.ts';
import { readTypeHints } from './type-hints.ts';
import type { Policy, PolicyInput, PolicySettings, Preset } from './types.ts';

const STRICT: PolicySettings = {
  newFields: 'ALLOW',
  missingFields: 'BLOCK',
  narrowerTypes: 'BLOCK',
  widening: 'ALLOW',
  stringFallback: 'BLOCK',
  corruptRecords: 'BLOCK',
  invalidNames: 'BLOCK',
  maxNewFields: null,
  maxColumns: SCHEMA_LIMITS.fields,
  typeHints: [],
};

/** Breaks only where the write would fail or lose something. */
const TOLERANT: PolicySettings = { ...STRICT, missingFields: 'ALLOW', narrowerTypes: 'ALLOW' };

/** Takes what arrives less, but nothing new. */
const FROZEN: PolicySettings = { ...TOLERANT, newFields: 'BLOCK', widening: 'BLOCK' };

/** What each preset decides for every single setting. */
export const PRESET_SETTINGS: Readonly<Record<Preset, PolicySettings>> = { STRICT, TOLERANT, FROZEN };

/**
 * The policy that holds for a dataset: its preset, or the service's default, with its single settings over it.
 * A setting that is undefined is not set; null is a value of the limits ("no limit").
 * Type hints that cannot be read are left out: whoever stores them asks `readTypeHints` first.
 */
export function resolvePolicy(stored: PolicyInput, serviceDefault: Preset): Policy {
  const preset = stored.preset ?? serviceDefault;
  const { typeHints = {}, ...settings } = stored;
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const { hints } = readTypeHints(typeHints);
  return { enforcement: 'ENFORCE', ...PRESET_SETTINGS[preset], ...given, preset, typeHints: hints };
}
