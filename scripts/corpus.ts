import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { TABLE_FORMATS } from '../src/evolution/types.ts';
import { projectRoot } from '../src/project-root.ts';
import { faultsOfSchema } from './corpus/check-schemas.ts';
import { readCorpus, type Topic } from './corpus/corpus-files.ts';
import { playOverService } from './corpus/play-over-service.ts';
import { type Played, playTopic, type Setting } from './corpus/play-topic.ts';
import { corpusReport, violationsOf } from './corpus/report.ts';
import { startOwnService } from './demo/own-service.ts';

const USAGE = `Plays real input: schemas of Delta tables, and topics of JSON records.

  npm run test:corpus -- <directory>                  with spark-struct-types.json and github-events/*.jsonl
  npm run test:corpus -- <directory> --service        the topics through a service of its own as well
  npm run test:corpus -- <directory> --write          writes docs/corpus.md
  npm run test:corpus -- <directory> --reasons        every reason of a BREAKING, as the service words it
`;

const SETTINGS: readonly Setting[] = TABLE_FORMATS.flatMap((format) =>
  (['STRICT', 'TOLERANT'] as const).flatMap((preset) =>
    // Of the formats as they are by default, Hudi alone cannot store names that the topics have.
    (format === 'HUDI' ? [false, true] : [false]).map((ignoreInvalidNames) => ({
      format,
      preset,
      ignoreInvalidNames,
    })),
  ),
);

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { service: { type: 'boolean' }, write: { type: 'boolean' }, reasons: { type: 'boolean' } },
  });
  const [directory] = positionals;
  if (directory === undefined || positionals.length > 1) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { schemas, topics } = await readCorpus(directory);
  const plays = topics.flatMap((topic) =>
    SETTINGS.map((setting) => ({ topic, played: playTopic(topic, setting) })),
  );
  const played = plays.map((play) => play.played);
  const violations = [
    ...schemas.flatMap(faultsOfSchema),
    ...violationsOf(played),
    ...(values.service === true ? await throughService(plays) : []),
  ];
  const report = corpusReport(schemas.length, played);
  process.stdout.write(report);
  if (values.reasons === true) print(played.flatMap(({ reasons }) => reasons));
  if (values.write === true) await writeFile(path.join(projectRoot, 'docs', 'corpus.md'), report);
  if (violations.length === 0) return 0;
  process.stderr.write(`\n${violations.length} expectations do not hold:\n`);
  for (const violation of violations) process.stderr.write(`  ${violation}\n`);
  return 1;
}

async function throughService(
  plays: readonly { readonly topic: Topic; readonly played: Played }[],
): Promise<string[]> {
  const service = await startOwnService(new AbortController().signal);
  const faults: string[] = [];
  try {
    for (const { topic, played } of plays)
      faults.push(...(await playOverService(service.url, topic, played)));
  } finally {
    await service.stop();
  }
  return faults;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`\n${[...new Set(lines)].join('\n')}\n`);
}
