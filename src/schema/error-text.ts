import type { SchemaError } from './types.ts';

/** What is wrong, with line and column where the input was text. */
export function errorText({ position, message }: SchemaError): string {
  return position === undefined ? message : `line ${position.line}, column ${position.column}: ${message}`;
}
