import { describe, expect, it } from '@jest/globals';
import { batchOf } from '../../../src/features/schema-versions/batch-of.ts';
import { SubmissionRequest } from '../../../src/features/schema-versions/evolve.schemas.ts';

describe('a submission', () => {
  it.each([{}, { change_type: 'BREAKING' }])('has one fault when it has no schema: %j', (body) => {
    expect(batchOf(SubmissionRequest.parse(body))).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ in: 'body', path: '', message: 'must have exactly one of schema, schema_json and ddl' }],
    });
  });

  it('names no more null-only paths that cannot be read than help, and counts the others', () => {
    const body = SubmissionRequest.parse({ ddl: 'a INT', nullOnlyPaths: Array(130).fill('a..b') });
    const batch = batchOf(body);
    expect(batch).toMatchObject({
      code: 'INVALID_REQUEST',
      detail: 'A null-only path cannot be read. There are 30 more faults than errors lists.',
    });
    expect(batch.ok ? [] : batch.errors).toHaveLength(100);
  });
});
