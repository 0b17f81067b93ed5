import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createHttpApp } from '../../support/http-app.ts';
import { noteEndpoints } from './notes.ts';

describe('the log of a request', () => {
  it('has its path and the declared one, and nothing of its query', async () => {
    const lines: string[] = [];
    const app = createHttpApp(noteEndpoints, { context: { seen: [] }, log: (line) => lines.push(line) });
    await request(app).get('/notes/a?api_key=s3cret-in-the-wrong-place');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        req: expect.objectContaining({ method: 'GET', path: '/notes/a' }) as unknown,
        res: { statusCode: 400, route: '/notes/{note}' },
      }),
    ]);
    expect(lines.join()).not.toContain('s3cret');
  });
});
