import { column } from '../evolution/words.ts';
import type { JsonObject, Path } from '../schema/types.ts';
import { checkComment } from './check-new-column.ts';
import { commentOf } from './comment-of.ts';
import type { DraftField } from './draft-struct.ts';
import { findColumn } from './find-column.ts';
import type { AlterComment, Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/** Gives a column another comment, or none; null, or why it cannot be done, in which case nothing is. */
export function applyComment(bench: Workbench, { path: asked, comment }: AlterComment): Objection | null {
  const found = findColumn(bench.draft, asked);
  if (!found.ok) return found.objection;
  const { path, slot } = found.value;
  if (slot.kind !== 'field') return noField(path, 'has a comment');
  const objection = checkComment(comment, path);
  if (objection !== null) return objection;
  const { field } = slot;
  if (comment !== commentOf(field.metadata)) field.metadata = withComment(field, comment);
  return null;
}

function withComment({ metadata, was }: DraftField, comment: string): JsonObject {
  if (was !== null && commentOf(was.metadata) === comment) return was.metadata;
  if (comment !== '') return { ...metadata, comment };
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'comment'));
}

/** Says that elements and values are no columns of their own. */
export function noField(path: Path, can: string): Objection {
  return {
    code: 'NOT_A_COLUMN',
    path,
    reason: `${column(path)} is part of another column: only a column, or a field of a struct, ${can}.`,
    remediation: 'Name the column that holds it.',
  };
}
