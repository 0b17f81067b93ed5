import { RULE_IDS } from '../../evolution/rules.ts';
import { ORIGINS, TABLE_FORMATS, VERDICTS } from '../../evolution/types.ts';
import { z } from '../../http/openapi-zod.ts';
import { ChangeSchema, ChangeKindSchema } from '../schema-versions/change.schemas.ts';
import { PathSchema, StructTypeSchema } from '../schema-versions/struct-type.schemas.ts';

const ruleId = z.enum(RULE_IDS);
const verdict = z.enum(VERDICTS);
const properties = z
  .record(z.string(), z.string())
  .openapi({ description: 'The properties of the dataset that decide what its table can do.' });

/** One value per preset. */
function byPreset<T extends z.ZodType>(value: T) {
  return z.strictObject({ STRICT: value, TOLERANT: value, FROZEN: value });
}

const verdictsByPreset = byPreset(verdict.nullable());

const ExampleSchema = z
  .strictObject({
    table: z.strictObject({
      format: z.enum(TABLE_FORMATS),
      properties,
      mode: z.enum(['append', 'upsert']),
      active: StructTypeSchema,
      pkFields: z.array(PathSchema),
      partitionKeys: z.array(PathSchema),
      protectedFields: z.array(PathSchema),
      dropped: z
        .array(
          z.strictObject({
            path: PathSchema,
            type: z.unknown(),
            version: z.int(),
            renamedTo: z.string().optional().openapi({ description: 'Where it was renamed: its name now.' }),
          }),
        )
        .openapi({ description: 'Columns that were dropped, with the type that they had.' }),
    }),
    submission: z.strictObject({
      schema: StructTypeSchema,
      origin: z.enum(ORIGINS),
      nullOnlyPaths: z.array(PathSchema),
    }),
    policy: z
      .record(z.string(), z.unknown())
      .openapi({ description: 'Settings over the preset STRICT.', example: { maxNewFields: 2 } }),
    changes: z
      .array(ChangeSchema)
      .openapi({ description: 'What the engine of this service says to it: the rule is one of them.' }),
  })
  .openapi('RuleExample');

const RuleSchema = z
  .strictObject({
    id: ruleId.openapi({ description: 'Never renamed, never used again for another rule.' }),
    kind: ChangeKindSchema,
    purpose: z.string().openapi({ description: 'What it finds.' }),
    because: z.string().openapi({ description: 'Why it is judged so.' }),
    verdicts: z
      .strictObject({ INFERRED: verdictsByPreset, DECLARED: verdictsByPreset })
      .openapi({ description: 'By origin and preset, exceptions aside; null: the rule does not apply.' }),
    settings: z
      .array(z.string())
      .openapi({ description: 'Settings of `evolutionPolicy` that bear on it.', example: ['newFields'] }),
    exceptions: z.array(z.string()).openapi({ description: 'Cases that are judged otherwise.' }),
    example: ExampleSchema,
    formats: z
      .array(z.strictObject({ format: z.enum(TABLE_FORMATS), properties, rule: ruleId, verdict }))
      .openapi({
        description:
          'Where the table format matters: what the same example comes to on each. Empty where it is the same on all.',
      }),
  })
  .openapi('Rule');

const SettingSchema = z
  .strictObject({
    setting: z.string(),
    about: z.string(),
    values: z.array(z.strictObject({ value: z.string(), effect: z.string() })),
    presets: z
      .union([byPreset(z.union([z.string(), z.int()]).nullable()), z.null()])
      .openapi({ description: 'What each preset says of it, null there: no limit. Null: no preset does.' }),
  })
  .openapi('PolicySetting');

const TypeChangesSchema = z
  .strictObject({
    format: z.enum(TABLE_FORMATS),
    label: z.string(),
    setting: z.string().nullable().openapi({ description: 'How to have it; null: nothing is needed.' }),
    rows: z.array(
      z.strictObject({
        from: z.array(z.string()),
        to: z.array(z.string()).nullable().openapi({ description: 'Null: anything.' }),
        condition: z.string().nullable(),
      }),
    ),
  })
  .openapi('TypeChanges');

export const RulesResponse = z
  .strictObject({
    rules: z.array(RuleSchema),
    settings: z.array(SettingSchema).openapi({ description: 'The settings of `evolutionPolicy`.' }),
    typeChanges: z.array(TypeChangesSchema).openapi({
      description: 'Type changes that each table format makes in place; no others are possible.',
    }),
  })
  .openapi('Rules');
