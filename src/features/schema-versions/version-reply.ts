import { parseStructJson } from '../../schema/parse-json.ts';
import { structToJson } from '../../schema/print-json.ts';
import type { JsonValue, StructType } from '../../schema/types.ts';
import type { SchemaVersion } from './schema-version.types.ts';

/** A version as the contract shows it. */
export function versionBody(version: SchemaVersion) {
  const { schemaJson, createdAt, lastSeenAt, validFrom, validTo, decision, applied, ...rest } = version;
  return {
    ...rest,
    schema: schemaObject(schemaJson),
    schema_json: schemaJson,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    validFrom: validFrom?.toISOString() ?? null,
    validTo: validTo?.toISOString() ?? null,
    decision: decision === null ? null : { ...decision, at: decision.at.toISOString() },
    applied: applied === null ? null : { ...applied, at: applied.at.toISOString() },
  };
}

export function structBody(schema: StructType | null): JsonValue {
  return schema === null ? null : structToJson(schema);
}

function schemaObject(text: string): JsonValue {
  const parsed = parseStructJson(text);
  if (!parsed.ok) throw new Error('A stored schema cannot be read');
  return structToJson(parsed.value);
}
