import type { z as zod } from 'zod';
import { TABLE_FORMATS } from '../../evolution/types.ts';
import { z } from '../../http/openapi-zod.ts';
import { pageShape } from '../../http/paging.ts';
import { booleanText } from '../../http/query-types.ts';
import { kafkaTopic } from './dataset-fields.schemas.ts';
import { type DatasetFilter, INGESTION_MODES, type LabelCondition } from './dataset.types.ts';
import { MOST_LABEL_CONDITIONS, parseLabelFilter } from './label-filter.ts';

const label = z
  .string()
  .max(2048)
  .transform((text, context): readonly (readonly LabelCondition[])[] => {
    const conditions = parseLabelFilter(text);
    if (conditions === null) context.addIssue('must be labels like tier:gold or team, separated by commas');
    else if (conditions.length > MOST_LABEL_CONDITIONS) {
      context.addIssue(`at most ${MOST_LABEL_CONDITIONS} labels at once`);
    } else return conditions;
    return z.NEVER;
  })
  .openapi({ type: 'string' });

const archived = z.enum(['false', 'true', 'any']).default('false').openapi({
  description: '`false`: those in use. `true`: the archived ones alone. `any`: both.',
});

export const ListDatasetsQuery = z.strictObject({
  ...pageShape,
  search: z.string().max(128).optional().openapi({ description: 'Part of the name, in any case.' }),
  kafkaTopic: filter(kafkaTopic, 'Only those that this topic feeds.'),
  mode: filter(z.enum(INGESTION_MODES), 'Only those of this mode.'),
  tableFormat: filter(z.enum(TABLE_FORMATS), 'Only those of this table format.'),
  owner: filter(z.string().min(1).max(255), 'Only those of this owner, as it is written.'),
  label: filter(
    label,
    'Only those with these labels: `tier:gold` for a key with its value, `tier` for a key with any. Several, separated by ' +
      'commas, must all be there. In a value, `\\,` is a comma and `\\\\` a backslash.',
  ),
  paused: filter(booleanText(), 'Only those that are paused, or only those that are not.'),
  hasBlockedVersion: filter(
    booleanText(),
    'Only those with a version that awaits a decision, or only those without.',
  ),
  archived,
});

/** Without an example, which forms would fill in as if somebody had asked for it. */
function filter<T extends zod.ZodType>(value: T, description: string) {
  return value.optional().openapi({ description, example: undefined });
}

export function filterOf(query: zod.output<typeof ListDatasetsQuery>): DatasetFilter {
  return {
    search: query.search ?? null,
    kafkaTopic: query.kafkaTopic ?? null,
    mode: query.mode ?? null,
    tableFormat: query.tableFormat ?? null,
    owner: query.owner ?? null,
    labels: query.label ?? [],
    paused: query.paused ?? null,
    hasBlockedVersion: query.hasBlockedVersion ?? null,
    archived: query.archived === 'any' ? null : query.archived === 'true',
  };
}
