import process from 'node:process';
import { readMatrixArguments, USAGE } from './matrix-arguments.ts';
import { typeMatrix } from './type-matrix.ts';

const read = readMatrixArguments(process.argv.slice(2));

if (read.ok) {
  const rows = typeMatrix(read.format, read.properties).map(
    ({ from, to, capability, verdict, rule }) => [from, to, capability, verdict, rule] as const,
  );
  const lines = [['from', 'to', 'capability', 'verdict', 'rule'] as const, ...rows];
  process.stdout.write(lines.map((cells) => `${cells.join('\t')}\n`).join(''));
} else {
  process.stderr.write(`${read.message}\n${USAGE}\n`);
  process.exitCode = 2;
}
