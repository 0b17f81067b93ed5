import { accept, refuseWithFaults, type InputFault, type Outcome } from '../../problems.ts';
import { parsePath } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import type { SubmissionBody } from './evolve.schemas.ts';
import { parseSchemaInput } from './schema-text.ts';
import type { BatchSchema } from './schema-version.types.ts';

/** A job's own verdict without a schema to judge: `change_type: "BREAKING"` with an empty `schema_json`. */
export function isBareOpinion(body: SubmissionBody): boolean {
  return (
    body.change_type === 'BREAKING' &&
    body.schema_json?.trim() === '' &&
    body.schema === undefined &&
    body.ddl === undefined
  );
}

/** What a submission's body says, parsed; or why it cannot be read, with a path to each fault. */
export function batchOf(body: SubmissionBody): Outcome<BatchSchema> {
  const schema = parseSchemaInput(body);
  if (!schema.ok) return schema;
  const nullOnlyPaths = pathsOf(body.nullOnlyPaths);
  if (!nullOnlyPaths.ok) return nullOnlyPaths;
  return accept({
    schema: schema.value,
    origin: body.origin,
    nullOnlyPaths: nullOnlyPaths.value,
    baseVersion: body.baseVersion ?? null,
    claimedChangeType: body.change_type ?? null,
    source: body.source,
  });
}

function pathsOf(inputs: SubmissionBody['nullOnlyPaths']): Outcome<Path[]> {
  const paths: Path[] = [];
  const errors: InputFault[] = [];
  for (const [index, input] of inputs.entries()) {
    const parsed = typeof input === 'string' ? parsePath(input) : { ok: true as const, value: input };
    if (parsed.ok) paths.push(parsed.value);
    else
      errors.push({
        in: 'body',
        path: `/nullOnlyPaths/${index}`,
        message: parsed.errors[0]?.message ?? 'is not a path',
      });
  }
  if (errors.length === 0) return accept(paths);
  return refuseWithFaults('INVALID_REQUEST', 'A null-only path cannot be read.', errors);
}
