import { createHash } from 'node:crypto';
import { ruleReference } from '../../evolution/reference/rule-reference.ts';
import { printJson } from '../../schema/json/json-printer.ts';

export interface RuleDocument {
  readonly json: string;
  readonly etag: string;
}

let made: RuleDocument | null = null;

/** The reference of the rules as JSON, printed once: the rules of a process never change. */
export function ruleDocument(): RuleDocument {
  return (made ??= print());
}

function print(): RuleDocument {
  const json = printJson(ruleReference());
  return { json, etag: createHash('sha256').update(json).digest('hex').slice(0, 32) };
}
