import type { Engine, Line, RenderingWarning } from '../../rendering/types.ts';
import type { JsonObject } from '../../schema/types.ts';

export const DOCUMENT_FORMS = ['ICEBERG', 'AVRO', 'JSON_SCHEMA'] as const;
export type DocumentForm = (typeof DOCUMENT_FORMS)[number];

export type RenderingForm = Engine | DocumentForm;

/** SQL of an engine, ready to copy. */
export interface RenderedSql {
  readonly as: Engine;
  readonly lines: readonly Line[];
  readonly warnings: readonly RenderingWarning[];
}

/** The schema in the JSON of another system. */
export interface RenderedDocument {
  readonly as: DocumentForm;
  readonly document: JsonObject;
  readonly warnings: readonly RenderingWarning[];
}

/** A rendering and the version that it is of. */
export type RenderedVersion = (RenderedSql | RenderedDocument) & { readonly version: number };
