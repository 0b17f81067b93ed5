import { pathText, samePath } from '../../src/schema/path.ts';
import { structFromJson } from '../../src/schema/parse-json.ts';
import { typeText } from '../../src/schema/sql/type-text.ts';
import type { Path, StructType } from '../../src/schema/types.ts';
import type { ProjectionStep, Verdict } from './answers.ts';
import { DemoFailure } from './failure.ts';
import { unbroken } from './terminal.ts';

/** The fields of a schema, as a line that breaks between them only. */
export function schemaInWords(schema: StructType): string {
  return schema.fields.map(({ name, type }) => unbroken(`${name} ${typeText(type)}`)).join(', ');
}

/** A record of JSON with its keys bare, as a line that breaks between its fields only. */
export function recordInWords(record: string): string {
  const bare = record.replaceAll(/"([A-Za-z_]\w*)":/g, '$1:');
  const nested = bare.replaceAll(/(?<!^)\{[^{}]*\}/g, unbroken);
  return nested.replaceAll(': ', unbroken(': '));
}

/** A StructType of the examples. */
export function schemaOf(json: unknown): StructType {
  const parsed = structFromJson(json);
  if (parsed.ok) return parsed.value;
  throw new DemoFailure(
    `A schema in examples/orders is not a StructType: ${parsed.errors[0]?.message ?? ''}`,
  );
}

/** What a job does with a batch that it may write: how the projection makes rows of the table out of records. */
export function projectionInWords({ projection }: Verdict, batch: StructType): string {
  const columns = projection.filter(({ target }) => target.length === 1).length;
  const deeds = [
    ...projection.filter((step) => !isBelowNull(step, projection)).flatMap(deedOf),
    ...leftOut(batch, projection).map((path) => `${pathText(path)} left out`),
  ];
  const all = `writes ${columns} columns`;
  return deeds.length === 0
    ? `${all}, all as they come.`
    : `${all}: ${deeds.join('; ')}; the rest as it comes.`;
}

function deedOf({ target, source, cast, checked }: ProjectionStep): string[] {
  const name = pathText(target);
  if (source === null) return [`${name} as null`];
  if (cast === undefined) return [];
  return [
    `${name} cast to ${cast}${checked === true ? ', failing on the first value that does not fit' : ''}`,
  ];
}

/** What lies inside a column that is null goes without saying. */
function isBelowNull({ target }: ProjectionStep, projection: readonly ProjectionStep[]): boolean {
  return projection.some(
    (step) =>
      step.source === null &&
      step.target.length === target.length - 1 &&
      samePath(step.target, target.slice(0, -1)),
  );
}

/** The fields of the batch that nothing in the table comes from. */
function leftOut(batch: StructType, projection: readonly ProjectionStep[]): Path[] {
  const sources = projection.flatMap(({ source }) => (source === null ? [] : [source]));
  const isUsed = (path: Path) => sources.some((source) => samePath(source, path));
  return batch.fields.flatMap(({ name, type }): Path[] => {
    if (!isUsed([name])) return [[name]];
    const below = type.kind === 'struct' ? type.fields.map((field) => [name, field.name]) : [];
    return below.filter((path) => !isUsed(path));
  });
}
