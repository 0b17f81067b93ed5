import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** What git ignores, and git itself: nothing below these is ours to judge. */
const ignored = [
  '.git',
  ...readProjectFile('.gitignore')
    .split('\n')
    .map((line) => line.trim().replace(/\/$/, ''))
    .filter((line) => line !== ''),
].map(toPattern);

/** Every file of the project, as paths relative to its root, with `/` between steps, sorted. */
export function projectFiles(): string[] {
  return filesBelow('').sort();
}

/** The files below one of the directories, with one of the endings. */
export function sources(directories: readonly string[], endings: readonly string[] = ['.ts']): string[] {
  return directories
    .flatMap((directory) => filesBelow(`${directory}/`))
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .sort();
}

export function readProjectFile(file: string): string {
  return readFileSync(path.join(projectRoot, file), 'utf8');
}

/** As many lines as an editor shows. */
export function countLines(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

function filesBelow(directory: string): string[] {
  return readdirSync(path.join(projectRoot, directory), { withFileTypes: true }).flatMap((entry) => {
    const found = `${directory}${entry.name}`;
    if (ignored.some((pattern) => pattern.test(found))) return [];
    return entry.isDirectory() ? filesBelow(`${found}/`) : [found];
  });
}

/** A line of .gitignore: with a slash it is a path from the root, without one a name anywhere. */
function toPattern(line: string): RegExp {
  const text = line.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(line.includes('/') ? `^${text}$` : `(?:^|/)${text}$`);
}
