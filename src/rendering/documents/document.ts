import type { JsonObject } from '../../schema/types.ts';
import type { RenderingWarning } from '../types.ts';

/** A schema in the JSON of another system. */
export interface SchemaDocument {
  readonly document: JsonObject;
  readonly warnings: readonly RenderingWarning[];
}
