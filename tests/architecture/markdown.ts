import path from 'node:path';
import { projectFiles } from './project-files.ts';

/** What a document says about the project: files that it names and commands that it tells the reader to run. */
export interface Claims {
  readonly paths: readonly string[];
  readonly npmScripts: readonly string[];
}

const FENCE = /^```[^\n]*\n([\s\S]*?)^```/gm;
const CODE_SPAN = /`([^`]+)`/g;
const LINK = /\]\(([^)\s]+)\)/g;
const NPM_RUN = /\bnpm run (?:--silent )?([\w:-]+)/g;
const SCRIPT = /(?<![\w./])(?:\.\/)?scripts\/[\w.-]+/g;
/** In a drawing of the tree: names at the margin are below the root, names indented by two are below the last of those. */
const TREE_LINE = /^( {0,2})([\w.-]+\/?)(?: {2,}|$)/gm;

/** `df.schema.json` and `spark.read.json` are Spark. */
const ROOT_FILE =
  /^(?!df\.|spark\.|StructType\.)(?:[\w.-]+\.(?:ts|mjs|cjs|md|json|ya?ml|prisma)|Dockerfile|LICENSE|\.[\w.-]+)$/;
const GLOB = /^[\w.-]*\*[\w.-]*\.\w+$/;

export function documents(): string[] {
  return projectFiles().filter((file) => file.endsWith('.md'));
}

/** `text` is that of `file`, on whose place links depend. */
export function claimsOf(file: string, text: string): Claims {
  const fences = [...text.matchAll(FENCE)].map((match) => match[1] ?? '');
  const prose = text.replaceAll(FENCE, '');
  const spans = firstGroups(prose, CODE_SPAN).map((span) => span.replaceAll(/\s+/g, ' '));
  return {
    paths: [
      ...spans.filter(looksLikePath).map((span) => span.replace(/^\.\//, '')),
      ...[...text.matchAll(SCRIPT)].map(([found]) => found.replace(/^\.\//, '')),
      ...firstGroups(prose, LINK)
        .filter((target) => !/^(?:[a-z]+:|#)/.test(target))
        .map((target) => path.posix.join(path.posix.dirname(file), target.replace(/#.*$/, ''))),
      ...fences.filter((fence) => fence.startsWith('src/\n')).flatMap(pathsOfTree),
    ],
    npmScripts: firstGroups(text, NPM_RUN),
  };
}

/** A file or directory of the project; `*` stands for anything within a step, and a bare pattern for a file anywhere. */
export function exists(claim: string, files: readonly string[]): boolean {
  const wanted = claim.replace(/\/$/, '');
  const text = wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  const pattern = new RegExp(
    `${wanted.includes('*') && !wanted.includes('/') ? '(?:^|/)' : '^'}${text}(?:/|$)`,
  );
  return files.some((file) => pattern.test(file));
}

const roots = new Set(projectFiles().map((file) => file.split('/')[0] ?? ''));

function looksLikePath(span: string): boolean {
  if (/\s/.test(span)) return false;
  const steps = span.replace(/^\.\//, '').split('/');
  const beginsAtRoot = steps.length > 1 && (roots.has(steps[0] ?? '') || span.startsWith('./'));
  return beginsAtRoot || (steps.length === 1 && (ROOT_FILE.test(span) || GLOB.test(span)));
}

function pathsOfTree(tree: string): string[] {
  let parent = '';
  return [...tree.matchAll(TREE_LINE)].map(([, indent, name]) => {
    if (indent === '') parent = name ?? '';
    return indent === '' ? parent : `${parent}${name ?? ''}`;
  });
}

function firstGroups(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}
