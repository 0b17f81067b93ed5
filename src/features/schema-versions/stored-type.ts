import { printJson } from '../../schema/json/json-printer.ts';
import { parseStructJson } from '../../schema/parse-json.ts';
import { typeToJson } from '../../schema/print-json.ts';
import type { DataType } from '../../schema/types.ts';

/** A type as the column history keeps it: as it stands in StructType JSON, so that nothing of it is lost. */
export function storedTypeText(type: DataType): string {
  return printJson(typeToJson(type));
}

/** Fails where the text is none of ours: that is damage, not input. */
export function parseStoredType(text: string): DataType {
  const parsed = parseStructJson(`{"type":"struct","fields":[{"name":"column","type":${text}}]}`);
  const field = parsed.ok ? parsed.value.fields[0] : undefined;
  if (field === undefined) throw new Error(`The stored column type ${JSON.stringify(text)} cannot be read`);
  return field.type;
}
