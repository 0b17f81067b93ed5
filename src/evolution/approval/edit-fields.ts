import type { DataType, Path, StructField, StructType } from '../../schema/types.ts';
import { fieldsByName } from '../../schema/walk.ts';
import { aliasesIn, type Mark, markBelow, marksOf } from '../marks.ts';
import { pairFields, type Pairing } from '../pair-fields.ts';
import type { TableState } from '../types.ts';

/**
 * Another form of a submitted field, or null to leave it out; asked of every field at any depth, parents first, with its
 * path as changes name it: columns as the table spells them, others as submitted.
 */
export type FieldEdit = (path: Path, field: StructField) => StructField | null;

/** A place in both schemas: what the table has there, and what is known of it. */
interface Here {
  readonly path: Path;
  readonly table: DataType | undefined;
  readonly mark: Mark | undefined;
}

/** A submitted schema with its fields edited; the same object where nothing changes. Depth is bounded by SCHEMA_LIMITS. */
export function editFields(table: TableState, submitted: StructType, edit: FieldEdit): StructType {
  return editStruct(
    { path: [], table: table.active ?? undefined, mark: marksOf(table, []) },
    submitted,
    edit,
  );
}

function editStruct(here: Here, submitted: StructType, edit: FieldEdit): StructType {
  const columns = here.table?.kind === 'struct' ? here.table : null;
  const names = namesIn(columns, submitted, here.mark);
  const fields = submitted.fields.flatMap((field) => {
    const name = names.get(field) ?? field.name;
    const below = stepInto(here, name, columns === null ? undefined : fieldsByName(columns).get(name)?.type);
    const edited = edit(below.path, field);
    return edited === null ? [] : [withType(edited, editType(below, edited.type, edit))];
  });
  const isSame =
    fields.length === submitted.fields.length && fields.every((field, i) => field === submitted.fields[i]);
  return isSame ? submitted : { kind: 'struct', fields };
}

/** What the table calls the submitted fields that it has. */
function namesIn(
  columns: StructType | null,
  submitted: StructType,
  mark: Mark | undefined,
): ReadonlyMap<StructField, string> {
  if (columns === null) return new Map();
  const { pairs }: Pairing = pairFields(columns.fields, submitted.fields, aliasesIn(mark));
  return new Map(
    columns.fields.flatMap(({ name }, index) => {
      const field = pairs[index] ?? null;
      return field === null ? [] : [[field, name] as const];
    }),
  );
}

function editType(here: Here, type: DataType, edit: FieldEdit): DataType {
  switch (type.kind) {
    case 'struct':
      return editStruct(here, type, edit);
    case 'array': {
      const at = here.table?.kind === 'array' ? here.table.elementType : undefined;
      const elementType = editType(stepInto(here, 'element', at), type.elementType, edit);
      return elementType === type.elementType ? type : { ...type, elementType };
    }
    case 'map': {
      const map = here.table?.kind === 'map' ? here.table : undefined;
      const keyType = editType(stepInto(here, 'key', map?.keyType), type.keyType, edit);
      const valueType = editType(stepInto(here, 'value', map?.valueType), type.valueType, edit);
      return keyType === type.keyType && valueType === type.valueType
        ? type
        : { ...type, keyType, valueType };
    }
    default:
      return type;
  }
}

function stepInto({ path, mark }: Here, step: string, table: DataType | undefined): Here {
  return { path: [...path, step], table, mark: markBelow(mark, step) };
}

function withType(field: StructField, type: DataType): StructField {
  return type === field.type ? field : { ...field, type };
}
