import { describe, expect, it } from '@jest/globals';
import { commandOf } from '../../../src/features/ddl/command-of.ts';
import { DdlRequest } from '../../../src/features/ddl/ddl.schemas.ts';

describe('a list of operations', () => {
  it('names no more faults than help, and counts the others', () => {
    const operation = { op: 'DROP_COLUMN', path: 'a..b' };
    const command = commandOf({
      dataset: 'orders',
      body: DdlRequest.parse({ operations: Array(130).fill(operation) }),
      ifMatch: null,
    });
    expect(command).toMatchObject({
      code: 'INVALID_REQUEST',
      detail: 'An operation cannot be read. There are 30 more faults than errors lists.',
    });
    expect(command.ok ? [] : command.errors).toHaveLength(100);
  });
});
