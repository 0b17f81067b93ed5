import { refuse, type InputFault, type Outcome } from '../../problems.ts';
import { errorText } from '../../schema/error-text.ts';
import { parseStructJson, structFromJson } from '../../schema/parse-json.ts';
import { parseTableSchema } from '../../schema/sql/parse-table-schema.ts';
import type { Parsed, SchemaError, StructType } from '../../schema/types.ts';

/** The three forms a schema may come in; exactly one is given. */
export interface SchemaInput {
  readonly schema?: unknown;
  readonly schema_json?: string | undefined;
  readonly ddl?: string | undefined;
}

/** The struct that the request body describes, or INVALID_SCHEMA with a path to each fault. */
export function parseSchemaInput(input: SchemaInput): Outcome<StructType> {
  const given = (['schema', 'schema_json', 'ddl'] as const).filter((form) => input[form] !== undefined);
  const form = given[0];
  if (form === undefined || given.length > 1) {
    return refuse('INVALID_REQUEST', 'Give the schema in exactly one form: schema, schema_json or ddl.', {
      errors:
        form === undefined
          ? [{ in: 'body', path: '', message: 'must have exactly one of schema, schema_json and ddl' }]
          : given.map((name) => fault(name, '', 'one of several forms given')),
    });
  }
  const parsed = parseForm(form, input);
  if (parsed.ok) return { ok: true, value: parsed.value };
  return refuse('INVALID_SCHEMA', describe(parsed.errors), {
    errors: parsed.errors.map((error) => fault(form, error.pointer, errorText(error))),
  });
}

function parseForm(form: 'schema' | 'schema_json' | 'ddl', input: SchemaInput): Parsed<StructType> {
  switch (form) {
    case 'schema':
      return structFromJson(input.schema);
    case 'schema_json':
      return parseStructJson(input.schema_json ?? '');
    case 'ddl':
      return parseTableSchema(input.ddl ?? '');
  }
}

function fault(form: string, pointer: string, message: string): InputFault {
  return { in: 'body', path: `/${form}${pointer}`, message };
}

function describe(errors: readonly SchemaError[]): string {
  const first = errors[0];
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return first === undefined ? 'The schema could not be read.' : `${errorText(first)}${more}`;
}
