import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { countLines, readProjectFile, sources } from './project-files.ts';

const MOST_LINES = 400;
const MEDIAN_BELOW = 100;

/** What each rule lets pass, by file. An entry that is no longer needed fails. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  'reads process.env': ['src/config.ts'],
};

/** What must not be in src: a test of one node of the syntax tree. */
const FORBIDDEN: Readonly<Record<string, (node: ts.Node) => boolean>> = {
  'uses any': (node) => node.kind === ts.SyntaxKind.AnyKeyword,
  'asserts by way of unknown': (node) =>
    ts.isAsExpression(node) && ts.isAsExpression(node.expression) && isUnknown(node.expression.type),
  'reads process.env': (node) => isMember(node, 'process', 'env') || importsFrom(node, /^(?:node:)?process$/),
  'writes to the console': (node) => ts.isIdentifier(node) && node.text === 'console',
  'has a default export': (node) =>
    ts.isExportAssignment(node) ||
    (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isFunctionLike(node.parent)),
};

const SILENCERS = /@ts-(?:ignore|expect-error|nocheck)|eslint-disable|istanbul ignore|c8 ignore/;

const inSource = sources(['src']);

describe('the length of files', () => {
  it(`is at most ${MOST_LINES} lines in src, tests, scripts and bench`, () => {
    const files = sources(['src', 'tests', 'scripts', 'bench'], ['.ts', '.mjs', '.sh']);
    expect(files.length).toBeGreaterThan(inSource.length);
    expect(files.filter((file) => countLines(readProjectFile(file)) > MOST_LINES)).toEqual([]);
  });

  it(`is at most ${MOST_LINES} lines in the clients, the examples and the tests with real engines`, () => {
    const files = sources(['clients', 'examples', 'integrations'], ['.py', '.scala', '.java']);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => countLines(readProjectFile(file)) > MOST_LINES)).toEqual([]);
  });

  it(`has a median below ${MEDIAN_BELOW} lines in src`, () => {
    const lengths = inSource.map((file) => countLines(readProjectFile(file))).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(MEDIAN_BELOW);
  });
});

describe('a file of src', () => {
  const offenders = findOffenders();

  it.each(Object.keys(FORBIDDEN))('never %s', (rule) => {
    expect(offenders.get(rule) ?? []).toEqual(EXCEPTIONS[rule] ?? []);
  });

  it('silences no check', () => {
    expect(inSource.filter((file) => SILENCERS.test(readProjectFile(file)))).toEqual([]);
  });

  it('is named in lower case with dashes', () => {
    const names = inSource.map((file) => file.slice(file.lastIndexOf('/') + 1));
    expect(names.filter((name) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.ts$/.test(name))).toEqual([]);
  });
});

describe('the search for what must not be in src', () => {
  it.each([
    ['uses any', 'export const a = (b: any[]) => b;'],
    ['asserts by way of unknown', 'export const a = 1 as unknown as string;'],
    ['reads process.env', `export const a = process.env['A'];`],
    ['reads process.env', `export const a = process['env'];`],
    ['reads process.env', `import { env } from 'node:process';`],
    ['writes to the console', 'console.log(1);'],
    ['has a default export', 'export default 1;'],
    ['has a default export', 'export default function a() {}'],
  ])('finds what %s: %s', (rule, text) => {
    expect(rulesBroken(text)).toContain(rule);
  });

  it('finds nothing in comments and strings', () => {
    expect(rulesBroken(`// any console, process.env\nexport const a = 'as unknown as any';`)).toEqual([]);
  });
});

function findOffenders(): Map<string, string[]> {
  const offenders = new Map<string, string[]>();
  for (const file of inSource) {
    for (const rule of rulesBroken(readProjectFile(file))) {
      offenders.set(rule, [...(offenders.get(rule) ?? []), file]);
    }
  }
  return offenders;
}

function rulesBroken(text: string): string[] {
  const broken = new Set<string>();
  const visit = (node: ts.Node): void => {
    for (const [rule, matches] of Object.entries(FORBIDDEN)) {
      if (matches(node)) broken.add(rule);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true));
  return [...broken];
}

function isUnknown(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.UnknownKeyword;
}

function isMember(node: ts.Node, object: string, member: string): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return isNamed(node.expression, object) && node.name.text === member;
  }
  if (!ts.isElementAccessExpression(node) || !isNamed(node.expression, object)) return false;
  return ts.isStringLiteral(node.argumentExpression) && node.argumentExpression.text === member;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function importsFrom(node: ts.Node, module: RegExp): boolean {
  if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return false;
  return module.test(node.moduleSpecifier.text);
}
