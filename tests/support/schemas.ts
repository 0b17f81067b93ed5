/** A StructType as JSON from names and types, all nullable: `structJson({ id: 'long' })`. */
export function structJson(fields: Readonly<Record<string, unknown>>) {
  return {
    type: 'struct',
    fields: Object.entries(fields).map(([name, type]) => ({ name, type, nullable: true, metadata: {} })),
  };
}
