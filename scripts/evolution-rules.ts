import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../src/project-root.ts';
import { ruleReferenceText } from './rule-reference.ts';

/** Writes the reference of the evolution rules. A test compares it with what the code says. */
await writeFile(path.join(projectRoot, 'docs', 'evolution-rules.md'), ruleReferenceText());
