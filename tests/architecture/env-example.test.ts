import { describe, expect, it } from '@jest/globals';
import { readProjectFile } from './project-files.ts';

function matches(file: string, pattern: RegExp): string[] {
  return [...readProjectFile(file).matchAll(pattern)].map((match) => match[1] ?? '').sort();
}

describe('.env.example', () => {
  it('shows exactly the variables that the configuration reads', () => {
    const read = matches('src/config.ts', /^ {2}([A-Z][A-Z_]+):/gm);
    expect(read).toContain('DATABASE_URL');
    expect(matches('.env.example', /^#([A-Z][A-Z_]+)=/gm)).toEqual(read);
  });
});
