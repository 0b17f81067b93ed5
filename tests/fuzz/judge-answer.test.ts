import { describe, expect, it } from '@jest/globals';
import { operations } from './contract.ts';
import { breaches } from './judge-answer.ts';
import type { FuzzRequest, Received } from './service.ts';

const ASKED: FuzzRequest = { method: 'POST', target: '/datasets/orders/ddl', headers: {}, body: null };

const PROBLEM = {
  type: 'urn:metastore:problem:dataset-not-found',
  title: 'There is no such dataset',
  status: 404,
  detail: 'There is none.',
  code: 'DATASET_NOT_FOUND',
  instance: '/datasets/orders/ddl',
  requestId: 'one',
};

describe('an answer is judged by the contract', () => {
  it('and passes where it is one of those that the contract names', () => {
    expect(breachesOf(problem({}))).toEqual([]);
  });

  it.each([
    ['a failure', { status: 503 }, 'it failed with 503'],
    ['another status', { status: 418 }, 'the status 418 is not in the contract'],
    ['a header that is missing', { headers: { 'content-type': 'application/problem+json' } }, 'X-Request-Id'],
    ['another media type', { headers: { 'x-request-id': 'one', 'content-type': 'text/html' } }, 'text/html'],
    ['a body of another shape', problem({ detail: 7 }), 'data/detail must be string'],
    ['a code of other operations', problem({ code: 'DATASET_EXISTS' }), 'data/code'],
    ['another status in the document', problem({ status: 400 }), 'the document says 400 under 404'],
  ])('which finds %s', (_what, answer: Partial<Received>, told) => {
    expect(breachesOf({ ...problem({}), ...answer }).join()).toContain(told);
  });

  it.each([
    ['{"sql":7}', 'data/sql must be string'],
    ['', 'data must be object'],
  ])('as is a body that was accepted: %s', (sent, told) => {
    expect(accepted('ddl', sent)).toContain(`a body was accepted that breaks its schema: ${told}`);
  });

  it('which takes an empty body for none where none is needed', () => {
    expect(accepted('archive', '')).not.toContain('a body was accepted');
    expect(accepted('archive', '7')).toContain('a body was accepted');
  });
});

/** What is found where this was sent and answered with 200. */
function accepted(call: string, sent: string): string {
  const asked = { ...ASKED, headers: { 'content-type': 'application/json' }, body: Buffer.from(sent) };
  return breaches(operationOf(ASKED, call), asked, { ...problem({}), status: 200 }).join();
}

function breachesOf(received: Received): readonly string[] {
  return breaches(operationOf(ASKED), ASKED, received);
}

function operationOf({ method }: FuzzRequest, call = 'ddl') {
  const found = operations.find(({ name }) => name === `${method} /datasets/{dataset}/${call}`);
  if (found === undefined) throw new Error('the contract has no such operation');
  return found;
}

function problem(members: object): Received {
  const body = { ...PROBLEM, ...members };
  return {
    status: 404,
    headers: { 'x-request-id': 'one', 'content-type': 'application/problem+json; charset=utf-8' },
    text: JSON.stringify(body),
    body,
  };
}
