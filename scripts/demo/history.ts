import { setTimeout as sleep } from 'node:timers/promises';
import { pathText } from '../../src/schema/path.ts';
import { ColumnPage, DdlPage, EventPage, VersionPage, type Change } from './answers.ts';
import { DemoFailure } from './failure.ts';
import type { Stage } from './play.ts';
import { eventsOf, type Scene } from './scene.ts';
import { REGISTRATION_EVENT } from './story.ts';
import { tellText, tellTitle } from './tell.ts';

const INDENT = 2;
const ONE_LINE = 42;
/** An event shows once every transaction that began before its own has ended: others' too, on a shared service. */
const FEED_PATIENCE_MS = 5_000;
const FEED_POLL_MS = 100;

/** The three ways to look back: versions, statements, events. The events must be those of the story. */
export async function showHistory(stage: Stage, story: readonly Scene[]): Promise<void> {
  tellTitle(stage.terminal, 'What is left of it: history');
  await showVersions(stage);
  await showStatements(stage);
  await showColumns(stage);
  await showEvents(stage, story);
}

async function showVersions({ client, terminal, dataset }: Stage): Promise<void> {
  const path = `/datasets/${dataset}/schema/versions`;
  const { items } = await client.ask({ method: 'GET', path }, VersionPage);
  tellText(terminal, `GET ${path}`);
  const rows = items.map(({ version, status, changeType, submittedBy, source, changes, occurrences }) => [
    String(version),
    status === 'BLOCKED' ? terminal.style('red', status) : status,
    changeType,
    submittedBy.name,
    source['batch'] ?? '',
    changesInWords(changes) + (occurrences === 1 ? '' : ` (seen ${occurrences} times)`),
  ]);
  terminal.table(['#', 'status', 'verdict', 'by', 'batch', 'changes'], rows, INDENT);
  terminal.line();
}

async function showStatements({ client, terminal, dataset }: Stage): Promise<void> {
  const path = `/datasets/${dataset}/ddl`;
  const { items } = await client.ask({ method: 'GET', path }, DdlPage);
  tellText(terminal, `GET ${path}`);
  const rows = items.map(({ version, actor, reason, statement }) => [
    String(version),
    actor.name,
    reason ?? '',
    statement,
  ]);
  terminal.table(['version', 'by', 'why', 'statement'], rows, INDENT);
  terminal.line();
}

async function showColumns({ client, terminal, dataset }: Stage): Promise<void> {
  const path = `/datasets/${dataset}/columns`;
  const { items } = await client.ask({ method: 'GET', path }, ColumnPage);
  tellText(terminal, `GET ${path}`);
  const rows = items.map((column) => [
    column.pathText,
    column.type,
    column.addedIn === null ? '' : String(column.addedIn),
    column.changedIn === null || column.changedIn === column.addedIn ? '' : String(column.changedIn),
    column.droppedIn === null ? '' : String(column.droppedIn),
    [...(column.pinned ? ['pinned'] : []), ...column.aliases.map((name) => `also ${name}`)].join(', '),
  ]);
  terminal.table(['column', 'type', 'added', 'changed', 'dropped', ''], rows, INDENT);
  terminal.line();
}

async function showEvents(stage: Stage, story: readonly Scene[]): Promise<void> {
  const { terminal, dataset } = stage;
  const expected = [REGISTRATION_EVENT, ...story.flatMap(({ acts }) => acts.flatMap(eventsOf))];
  const events = await readFeed(stage, expected.length);
  tellText(terminal, `GET /datasets/${dataset}/events`);
  const rows = events.map((event) => [
    event.type,
    event.version === null ? '' : String(event.version),
    event.actor.name,
    cut(eventInWords(event)),
  ]);
  terminal.table(['event', 'version', 'by', 'what'], rows, INDENT);
  const seen = events.map(({ type }) => type);
  if (seen.join() === expected.join()) return;
  throw new DemoFailure(
    `History: the story tells of ${expected.join(', ')}; the feed of ${seen.join(', ')}.`,
  );
}

function changesInWords(changes: readonly Change[]): string {
  const told = changes.filter(({ verdict }) => verdict !== 'NONE');
  return told.map(({ rule, path }) => `${rule} ${pathText(path)}`).join(', ');
}

function eventInWords({ reason, before, after }: EventPage['items'][number]): string {
  if (reason !== null) return reason;
  if (after?.columns !== undefined) return after.columns.map(({ path }) => pathText(path)).join(', ');
  const [from, to] = [before?.evolutionPolicy?.preset, after?.evolutionPolicy?.preset];
  return from === undefined || to === undefined ? '' : `${from} → ${to}`;
}

function cut(text: string): string {
  return text.length <= ONE_LINE ? text : `${text.slice(0, ONE_LINE - 1)}…`;
}

async function readFeed({ client, dataset }: Stage, enough: number): Promise<EventPage['items']> {
  const deadline = Date.now() + FEED_PATIENCE_MS;
  for (;;) {
    const { items } = await client.ask({ method: 'GET', path: `/datasets/${dataset}/events` }, EventPage);
    if (items.length >= enough || Date.now() > deadline) return items;
    await sleep(FEED_POLL_MS);
  }
}
