import type { StructType } from '../../src/schema/types.ts';
import { ActiveVersion, Breaking, Dataset, DdlResult, Verdict } from './answers.ts';
import { deviation, type SeenVerdict } from './check-verdict.ts';
import { named, read, unexpected, type Client, type Request } from './client.ts';
import { readBatch, readPatch, readStatement } from './examples.ts';
import { decide } from './decide.ts';
import { DemoFailure } from './failure.ts';
import type { Act, ExpectedVerdict, Scene } from './scene.ts';
import { tell, tellChanges, tellMarked, tellRemedies, tellText, tellTitle, tellVerdict } from './tell.ts';
import type { Terminal } from './terminal.ts';
import { projectionInWords, recordInWords, schemaInWords, schemaOf } from './words.ts';

export interface Stage {
  readonly client: Client;
  readonly terminal: Terminal;
  /** The dataset of this performance. */
  readonly dataset: string;
}

const JOB = 'orders-ingest';
export const PERSON = 'maria';

/** Plays every scene. A verdict that the story does not tell is a failure. */
export async function play(stage: Stage, story: readonly Scene[]): Promise<void> {
  for (const [index, scene] of story.entries()) {
    tellTitle(stage.terminal, `${index + 1}. ${scene.title}`);
    tellText(stage.terminal, scene.text);
    for (const [at, act] of scene.acts.entries()) {
      if (at > 0) stage.terminal.line();
      if (act.says !== undefined) tellText(stage.terminal, act.says);
      await perform(stage, act, `Scene ${index + 1}, ${scene.title}`);
    }
  }
}

function perform(stage: Stage, act: Act, where: string): Promise<void> {
  switch (act.kind) {
    case 'submit':
      return submit(stage, act, where);
    case 'compare':
      return compare(stage, act, where);
    case 'patch':
      return patch(stage, act, where);
    case 'ddl':
      return alter(stage, act, where);
    case 'approve':
    case 'reject':
    case 'roll back':
      return decide(stage, PERSON, act, where);
  }
}

type BatchAct = Extract<Act, { kind: 'submit' | 'compare' }>;

async function submit(stage: Stage, act: BatchAct, where: string): Promise<void> {
  const { terminal, client, dataset } = stage;
  const batch = await readBatch(act.batch);
  const schema = schemaOf(batch.body.schema);
  if (act.isShown !== true) showBatch(terminal, batch.records, schema, act.expect);
  const request = post(`/datasets/${dataset}/schema/evolve`, batch.body, JOB);
  tell(terminal, 'job asks', named(request));
  const answer = await client.send(request);
  if (answer.status === 409) {
    const problem = read(request, answer, Breaking);
    await showStop(stage, problem, act, where);
    return;
  }
  if (answer.status !== 200) throw unexpected(request, answer);
  const verdict = read(request, answer, Verdict);
  tellVerdict(terminal, verdict.changeType, consequence(verdict));
  tellChanges(terminal, verdict.changes);
  tell(terminal, 'job then', projectionInWords(verdict, schema));
  verify(act.expect, { ...verdict, active: verdict.version }, where);
}

async function showStop(
  { terminal, client, dataset }: Stage,
  problem: Breaking,
  { expect, isExplained = false }: BatchAct,
  where: string,
): Promise<void> {
  const { blockedVersion, occurrences, changes } = problem;
  const isNew = occurrences === 1;
  tellVerdict(
    terminal,
    'BREAKING',
    `409; blocked version ${blockedVersion} ${isNew ? 'records it' : `again, seen ${occurrences} times`}`,
  );
  if (isNew) {
    tellChanges(terminal, changes);
    tell(terminal, 'on call', problem.detail);
    tellRemedies(terminal, changes);
  } else if (isExplained) {
    tell(terminal, 'on call', problem.detail);
  }
  if (isNew) {
    tell(terminal, 'job then', 'stops before it writes a row; its offsets stay where they were.', 'red');
  }
  const active = await client.ask(
    { method: 'GET', path: `/datasets/${dataset}/schema/active` },
    ActiveVersion,
  );
  tell(terminal, 'readers', `see version ${active.version}, as before.`);
  const blocked = { version: blockedVersion, occurrences };
  verify(expect, { changeType: 'BREAKING', active: active.version, blocked, changes }, where);
}

async function compare(stage: Stage, act: BatchAct, where: string): Promise<void> {
  const { terminal, client, dataset } = stage;
  const batch = await readBatch(act.batch);
  showBatch(terminal, batch.records, schemaOf(batch.body.schema), act.expect);
  const request = post(`/datasets/${dataset}/schema/compare`, batch.body, PERSON);
  tell(terminal, PERSON, named(request));
  const verdict = await client.ask(request, Verdict);
  tellVerdict(
    terminal,
    verdict.changeType,
    verdict.changeType === 'BREAKING' ? 'it would stop the job; nothing was written' : 'nothing was written',
  );
  tellChanges(terminal, verdict.changes);
  tellRemedies(terminal, verdict.changes);
  verify(act.expect, { ...verdict, active: verdict.version }, where);
}

async function patch(stage: Stage, act: Extract<Act, { kind: 'patch' }>, where: string): Promise<void> {
  const { terminal, client, dataset } = stage;
  const body = await readPatch(act.file);
  const request: Request = { method: 'PATCH', path: `/datasets/${dataset}`, body, actor: PERSON };
  tell(terminal, PERSON, `${named(request)} ${JSON.stringify(body)}`);
  const { evolutionPolicy } = await client.ask(request, Dataset);
  if (evolutionPolicy.preset === act.preset) return;
  throw new DemoFailure(`${where}: the policy is ${evolutionPolicy.preset}, not ${act.preset}.`);
}

async function alter(stage: Stage, act: Extract<Act, { kind: 'ddl' }>, where: string): Promise<void> {
  const { terminal, client, dataset } = stage;
  const body = await readStatement(act.file, dataset);
  const request = post(`/datasets/${dataset}/ddl`, body, PERSON);
  tell(terminal, PERSON, named(request));
  tell(terminal, 'sql', body.sql, 'bold');
  const result = await client.ask(request, DdlResult);
  tellVerdict(terminal, result.changeType, `version ${result.version} is active`);
  tellChanges(terminal, result.changes);
  verify(act.expect, { ...result, active: result.version }, where);
}

function post(path: string, body: unknown, actor: string): Request {
  return { method: 'POST', path, body, actor };
}

function showBatch(
  terminal: Terminal,
  records: readonly string[],
  schema: StructType,
  { changes }: ExpectedVerdict,
): void {
  const names = changes.map(([, column]) => column.split('.').at(-1) ?? column);
  records.forEach((record, index) => {
    tellMarked(terminal, index === 0 ? 'records' : '', recordInWords(record), names);
  });
  tellMarked(terminal, 'schema', schemaInWords(schema), names);
}

function consequence({ newVersion, version }: Verdict): string {
  return newVersion === undefined
    ? `nothing to do, version ${version ?? 'none'} stays active`
    : `version ${newVersion} is active`;
}

function verify(expected: ExpectedVerdict, seen: SeenVerdict, where: string): void {
  const difference = deviation(expected, seen);
  if (difference !== null) throw new DemoFailure(`${where}: ${difference}.`);
}
