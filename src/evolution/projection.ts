import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path, StructField, StructType } from '../schema/types.ts';
import { fitOf } from './fit-of.ts';
import { type NullMark, nullMarksOf } from './marks.ts';
import { pairFields } from './pair-fields.ts';
import type { ProjectionStep, Submission } from './types.ts';

/**
 * How every field of the effective schema, nested ones too, parents first, comes out of a batch that was not found
 * breaking: one step each. The steps below a field without a source have none either.
 */
export function projectionOf(effective: StructType, submission: Submission): ProjectionStep[] {
  const steps: ProjectionStep[] = [];
  const root: Path = [];
  projectStruct(steps, root, effective, {
    path: root,
    type: submission.schema,
    nulls: nullMarksOf(submission),
  });
  return steps;
}

/** Where a value comes from in the batch; null where the batch has none. */
type Source = { readonly path: Path; readonly type: DataType; readonly nulls: NullMark | undefined } | null;

function projectStruct(steps: ProjectionStep[], parent: Path, effective: StructType, source: Source): void {
  const fields = source?.type.kind === 'struct' ? source.type.fields : [];
  const { pairs } = pairFields(effective.fields, fields);
  effective.fields.forEach((field, index) => {
    const target = [...parent, field.name];
    projectField(steps, target, field, fieldSource(source, pairs[index] ?? null, parent, target));
  });
}

/** The path in the batch: as a rule the very one in the table. */
function fieldSource(from: Source, field: StructField | null, parent: Path, target: Path): Source {
  if (from === null || field === null) return null;
  const isTarget = from.path === parent && field.name === target.at(-1);
  const path = isTarget ? target : [...from.path, field.name];
  return { path, type: field.type, nulls: from.nulls?.below.get(field.name) };
}

function projectField(steps: ProjectionStep[], target: Path, field: StructField, from: Source): void {
  const fit = from === null ? 'NO' : fitOf(field.type, from.type);
  if (from === null || fit === 'NO') {
    // Nothing but nulls, of a type that no cast leads from.
    steps.push({ target, source: null, default: null });
    projectBelow(steps, target, field.type, null);
    return;
  }
  const source = from.path;
  if (fit === 'SAME') steps.push({ target, source, default: null });
  else if (fit === 'SAFE') steps.push({ target, source, cast: typeText(field.type), default: null });
  else steps.push({ target, source, cast: typeText(field.type), checked: true, default: null });
  projectBelow(steps, target, field.type, from);
}

function projectBelow(steps: ProjectionStep[], target: Path, type: DataType, source: Source): void {
  switch (type.kind) {
    case 'struct':
      projectStruct(steps, target, type, source);
      return;
    case 'array':
      projectBelow(steps, [...target, 'element'], type.elementType, below(source, 'element'));
      return;
    case 'map':
      projectBelow(steps, [...target, 'key'], type.keyType, below(source, 'key'));
      projectBelow(steps, [...target, 'value'], type.valueType, below(source, 'value'));
      return;
    default:
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
