import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Form, Operation } from './contract.ts';
import { type FuzzRequest, parsed, type Received } from './service.ts';

/** Where alternatives are allowed, each of them is told of. */
const MOST_ERRORS = 5;

const words = new Ajv2020();

/** What of an answer the contract does not say; empty where it is kept. */
export function breaches(operation: Operation, asked: FuzzRequest, received: Received): readonly string[] {
  return [...faultsOfAnswer(operation, received), ...faultsOfAcceptance(operation, asked, received)];
}

/** What the contract does not allow is not accepted either. */
function faultsOfAcceptance(
  { bodies, needsBody }: Operation,
  { headers, body }: FuzzRequest,
  { status }: Received,
) {
  const form = bodies.find(({ contentType }) => contentType === headers['content-type']);
  if (status >= 300 || body === null || form?.contentType !== 'application/json') return [];
  if (body.length === 0 && !needsBody) return [];
  const isAllowed = form.isValid(parsed(new TextDecoder().decode(body)));
  return isAllowed ? [] : [`a body was accepted that breaks its schema: ${errorsOf(form)}`];
}

function faultsOfAnswer(operation: Operation, received: Received): readonly string[] {
  const { status, headers, text, body } = received;
  if (status >= 500) return [`it failed with ${status}`];
  const declared = operation.answers.get(status);
  if (declared === undefined) return [`the status ${status} is not in the contract`];
  const missing = declared.headers
    .filter((name) => headers[name.toLowerCase()] === undefined)
    .map((name) => `the header ${name} of ${status} is missing`);
  if (declared.forms.length === 0) {
    return text === '' ? missing : [...missing, `${status} has a body, of which the contract knows nothing`];
  }
  const type = headers['content-type']?.split(';', 1)[0]?.trim();
  const form = declared.forms.find(({ contentType }) => contentType === type);
  if (form === undefined) return [...missing, `${status} as ${type ?? 'nothing'} is not in the contract`];
  return [...missing, ...faultsOfBody(form, status, form.contentType.endsWith('json') ? body : text)];
}

function faultsOfBody(form: Form, status: number, body: unknown): readonly string[] {
  if (!form.isValid(body)) return [`the body of ${status} breaks its schema: ${errorsOf(form)}`];
  if (form.contentType !== 'application/problem+json') return [];
  const { code, status: told } = problemOf(body);
  const faults: string[] = [];
  if (!form.examples.has(code)) faults.push(`the code ${code} is not in the contract of ${status}`);
  if (told !== status) faults.push(`the document says ${String(told)} under ${status}`);
  return faults;
}

function errorsOf({ isValid }: Form): string {
  return words.errorsText(isValid.errors?.slice(0, MOST_ERRORS));
}

function problemOf(body: unknown): { readonly code: string; readonly status: unknown } {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('status' in body)) {
    return { code: 'none', status: null };
  }
  return { code: String(body.code), status: body.status };
}
