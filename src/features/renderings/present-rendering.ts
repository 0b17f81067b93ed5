import { createHash } from 'node:crypto';
import { scriptOf } from '../../rendering/line.ts';
import { printJson } from '../../schema/json/json-printer.ts';
import type { RenderedDocument, RenderedSql } from './rendering.types.ts';

/** SQL as the contract shows it. */
export function sqlBody({ as, lines, warnings }: RenderedSql) {
  const statements = lines.map(({ sql, isComment }) => ({ sql, comment: isComment }));
  return { as, statements, script: scriptOf(lines), warnings };
}

export function renderingBody(rendered: RenderedSql | RenderedDocument) {
  return 'document' in rendered
    ? { as: rendered.as, document: rendered.document, warnings: rendered.warnings }
    : sqlBody(rendered);
}

/** A reply with a strong validator of just what it says: it follows from a version, the dataset's settings and this service. */
export function renderedReply(body: object) {
  const etag = createHash('sha256').update(printJson(body)).digest('hex').slice(0, 32);
  return { ok: true, status: 200, body, etag } as const;
}
