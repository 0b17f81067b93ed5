import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path, StructField, StructType } from '../schema/types.ts';
import { fitOf } from './fit-of.ts';
import { aliasesIn, type Mark, markBelow, marksOf, type NullMark, nullMarksOf } from './marks.ts';
import { pairFields } from './pair-fields.ts';
import { typeOfField, typeSaidOf } from './type-of-field.ts';
import type { ProjectionStep, Submission, TableState } from './types.ts';

/**
 * How every field of the effective schema, nested ones too, parents first, comes out of a batch that was not found
 * breaking: one step each, and one for each key, value or element that is cast beside structs. No step casts what
 * has steps below it. The steps below a field without a source have none either.
 */
export function projectionOf(
  effective: StructType,
  submission: Submission,
  table: TableState,
): ProjectionStep[] {
  const steps: ProjectionStep[] = [];
  const hasAliases = table.facts.some(({ dropped }) => (dropped?.renamedTo ?? null) !== null);
  const target: Target = { path: [], mark: hasAliases ? marksOf(table, []) : undefined };
  projectStruct(steps, target, effective, {
    path: target.path,
    type: submission.schema,
    nulls: nullMarksOf(submission),
  });
  return steps;
}

/** A place in the effective schema, and where columns were renamed what is known of it. */
interface Target {
  readonly path: Path;
  readonly mark: Mark | undefined;
}

function targetBelow(parent: Target, step: string): Target {
  return { path: [...parent.path, step], mark: markBelow(parent.mark, step) };
}

/** Where a value comes from in the batch; null where the batch has none. */
type Source = { readonly path: Path; readonly type: DataType; readonly nulls: NullMark | undefined } | null;

function projectStruct(steps: ProjectionStep[], parent: Target, effective: StructType, source: Source): void {
  const fields = source?.type.kind === 'struct' ? source.type.fields : [];
  const { pairs } = pairFields(effective.fields, fields, aliasesIn(parent.mark));
  effective.fields.forEach((field, index) => {
    const target = targetBelow(parent, field.name);
    const from = fieldSource(source, field, pairs[index] ?? null, {
      parent: parent.path,
      target: target.path,
    });
    projectField(steps, target, field, from);
  });
}

/** The path in the batch: as a rule the very one in the table. */
function fieldSource(
  from: Source,
  field: StructField,
  submitted: StructField | null,
  { parent, target }: { readonly parent: Path; readonly target: Path },
): Source {
  if (from === null || submitted === null) return null;
  const isTarget = from.path === parent && submitted.name === field.name;
  const path = isTarget ? target : [...from.path, submitted.name];
  return { path, type: typeSaidOf(field, submitted), nulls: from.nulls?.below.get(submitted.name) };
}

function projectField(steps: ProjectionStep[], target: Target, field: StructField, from: Source): void {
  const step = stepOf(target.path, typeOfField(field), from);
  steps.push(step);
  projectBelow(steps, target, field.type, step.source === null ? null : from);
}

/** Elements, keys and values have steps of their own only where the column around them cannot be cast as a whole. */
function projectPart(steps: ProjectionStep[], target: Target, type: DataType, from: Source): void {
  if (from === null) {
    projectBelow(steps, target, type, null);
    return;
  }
  const step = stepOf(target.path, type, from);
  if (step.source === null || step.cast !== undefined) steps.push(step);
  projectBelow(steps, target, type, step.source === null ? null : from);
}

/** Spark casts structs by position: what holds one is never cast itself, but put together from its parts. */
function stepOf(target: Path, type: DataType, from: Source): ProjectionStep {
  const absent: ProjectionStep = { target, source: null, default: null };
  if (from === null) return absent;
  const source = from.path;
  // Of another kind are nothing but nulls.
  if (holdsStruct(type)) return type.kind === from.type.kind ? { target, source, default: null } : absent;
  const cast = typeText(type);
  switch (fitOf(type, from.type)) {
    case 'SAME':
      return { target, source, default: null };
    case 'SAFE':
      return { target, source, cast, default: null };
    case 'CHECKED':
      return { target, source, cast, checked: true, default: null };
    case 'NO':
      // Nothing but nulls, of a type that no cast leads from.
      return absent;
  }
}

function projectBelow(steps: ProjectionStep[], target: Target, type: DataType, source: Source): void {
  if (type.kind === 'struct') {
    projectStruct(steps, target, type, source);
    return;
  }
  if (!holdsStruct(type)) return;
  if (type.kind === 'array') {
    projectPart(steps, targetBelow(target, 'element'), type.elementType, below(source, 'element'));
    return;
  }
  if (type.kind !== 'map') return;
  projectPart(steps, targetBelow(target, 'key'), type.keyType, below(source, 'key'));
  projectPart(steps, targetBelow(target, 'value'), type.valueType, below(source, 'value'));
}

/** Whether there is a struct in a type, itself included; what is in the struct is not looked at. */
function holdsStruct(type: DataType): boolean {
  switch (type.kind) {
    case 'struct':
      return true;
    case 'array':
      return holdsStruct(type.elementType);
    case 'map':
      return holdsStruct(type.keyType) || holdsStruct(type.valueType);
    default:
      return false;
  }
}

function below(source: Source, step: 'element' | 'key' | 'value'): Source {
  if (source === null) return null;
  const type = typeBelow(source.type, step);
  if (type === null) return null;
  return { path: [...source.path, step], type, nulls: source.nulls?.below.get(step) };
}

function typeBelow(type: DataType, step: 'element' | 'key' | 'value'): DataType | null {
  if (type.kind === 'array') return step === 'element' ? type.elementType : null;
  if (type.kind !== 'map') return null;
  return step === 'key' ? type.keyType : type.valueType;
}
