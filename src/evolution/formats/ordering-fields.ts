import { parsePath } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import type { TableState } from '../types.ts';

/** What names the field of which Hudi keeps the row with the greater value; the first that is there counts. */
export const ORDERING_PROPERTIES: readonly string[] = [
  'hoodie.datasource.write.precombine.field',
  'hoodie.table.precombine.field',
  'hoodie.table.ordering.fields',
];

/** The field as the properties name it, or several with commas between them; null where nothing does. */
export function orderingText(properties: TableState['properties']): string | null {
  const name = ORDERING_PROPERTIES.find((one) => Object.hasOwn(properties, one));
  const text = name === undefined ? '' : (properties[name]?.trim() ?? '');
  return text === '' ? null : text;
}

/** Columns without which a table cannot tell which of two rows with the same key is the later one. */
export function orderingFields({ format, properties }: Pick<TableState, 'format' | 'properties'>): Path[] {
  const text = format === 'HUDI' ? orderingText(properties) : null;
  return (text?.split(',') ?? []).flatMap((field) => {
    const parsed = parsePath(field.trim());
    return parsed.ok && parsed.value.length > 0 ? [parsed.value] : [];
  });
}
