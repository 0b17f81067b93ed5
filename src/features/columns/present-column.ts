import { typeToJson } from '../../schema/print-json.ts';
import { sqlType } from '../../schema/sql/type-text.ts';
import type { Column, ColumnHistoryEntry, VersionMark } from './column.types.ts';

/** A column as the contract shows it. */
export function presentColumn({ path, pathText, status, type, droppedBy, ...rest }: Column) {
  return {
    path,
    pathText,
    status,
    type: sqlType(type),
    dataType: typeToJson(type),
    ...rest,
    droppedBy: droppedBy === null ? null : presentMark(droppedBy),
  };
}

export function presentHistory({ changes, ...mark }: ColumnHistoryEntry) {
  return { ...presentMark(mark), changes };
}

function presentMark({ at, ...rest }: VersionMark) {
  return { ...rest, at: at.toISOString() };
}
