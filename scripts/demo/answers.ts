import { z } from 'zod';

/** What the story needs of the service's answers; members that it does not know are none of its business. */

const Path = z.array(z.string());

export const Change = z.object({
  rule: z.string(),
  path: Path,
  before: z.string().nullable(),
  after: z.string().nullable(),
  verdict: z.enum(['NONE', 'NON_BREAKING', 'BREAKING']),
  reason: z.string(),
  remediation: z.string().optional(),
  risk: z.string().optional(),
});
export type Change = z.output<typeof Change>;

/** What is worth telling: an inferred order of fields means nothing, and every batch has its own. */
export function withoutOrder(changes: readonly Change[]): Change[] {
  return changes.filter(({ rule }) => rule !== 'FIELD_REORDERED');
}

const ProjectionStep = z.object({
  target: Path,
  source: Path.nullable(),
  cast: z.string().optional(),
  checked: z.boolean().optional(),
});
export type ProjectionStep = z.output<typeof ProjectionStep>;

const Warning = z.object({ code: z.string(), message: z.string() });

export const Verdict = z.object({
  changeType: z.enum(['NONE', 'INITIAL', 'NON_BREAKING', 'BREAKING']),
  newVersion: z.number().optional(),
  version: z.number().nullable(),
  changes: z.array(Change),
  projection: z.array(ProjectionStep),
  warnings: z.array(Warning),
});
export type Verdict = z.output<typeof Verdict>;

export const Problem = z.object({ code: z.string(), title: z.string(), detail: z.string() });

export const Breaking = z.object({
  code: z.literal('BREAKING_SCHEMA_CHANGE'),
  detail: z.string(),
  blockedVersion: z.number(),
  activeVersion: z.number().nullable(),
  occurrences: z.number(),
  changes: z.array(Change),
});
export type Breaking = z.output<typeof Breaking>;

export const DdlResult = z.object({
  changeType: z.enum(['NONE', 'NON_BREAKING', 'BREAKING']),
  version: z.number(),
  changes: z.array(Change),
  warnings: z.array(Warning),
});

export const RollBack = z.object({
  changeType: z.enum(['NONE', 'INITIAL', 'NON_BREAKING', 'BREAKING']),
  version: z.number().nullable(),
  changes: z.array(Change),
});

export const Approval = RollBack.extend({
  resolutions: z.array(z.object({ action: z.string(), outcome: z.string() })),
});

export const Rejection = z.object({ status: z.string(), version: z.number() });

export const ColumnPage = z.object({
  items: z.array(
    z.object({
      pathText: z.string(),
      type: z.string(),
      status: z.string(),
      addedIn: z.number().nullable(),
      changedIn: z.number().nullable(),
      droppedIn: z.number().nullable(),
      pinned: z.boolean(),
      aliases: z.array(z.string()),
    }),
  ),
});

export const Dataset = z.object({
  name: z.string(),
  mode: z.string(),
  tableFormat: z.string(),
  pkFields: z.array(z.string()),
  evolutionPolicy: z.object({ preset: z.string() }),
});
export type Dataset = z.output<typeof Dataset>;

export const ActiveVersion = z.object({ version: z.number() });

const Actor = z.object({ name: z.string() });

export const VersionPage = z.object({
  items: z.array(
    z.object({
      version: z.number(),
      status: z.string(),
      changeType: z.string(),
      changes: z.array(Change),
      occurrences: z.number(),
      source: z.record(z.string(), z.string()),
      submittedBy: Actor,
    }),
  ),
});
export type VersionPage = z.output<typeof VersionPage>;

export const DdlPage = z.object({
  items: z.array(
    z.object({ version: z.number(), statement: z.string(), reason: z.string().nullable(), actor: Actor }),
  ),
});
export type DdlPage = z.output<typeof DdlPage>;

const State = z
  .object({
    evolutionPolicy: z.object({ preset: z.string() }).optional(),
    columns: z.array(z.object({ path: Path })).optional(),
  })
  .nullable();

export const EventPage = z.object({
  items: z.array(
    z.object({
      type: z.string(),
      version: z.number().nullable(),
      actor: Actor,
      reason: z.string().nullable(),
      before: State,
      after: State,
    }),
  ),
});
export type EventPage = z.output<typeof EventPage>;
