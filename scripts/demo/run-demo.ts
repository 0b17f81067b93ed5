import { Dataset } from './answers.ts';
import { createClient, read, unexpected, type Client } from './client.ts';
import { readRegistration } from './examples.ts';
import { DemoFailure } from './failure.ts';
import { showHistory } from './history.ts';
import { PERSON, play } from './play.ts';
import type { Scene } from './scene.ts';
import { DATASET_FILE, STORY } from './story.ts';
import { tell } from './tell.ts';
import { createTerminal, type Output, type Terminal } from './terminal.ts';

export interface Performance {
  readonly url: string;
  readonly apiKey: string | null;
  readonly output: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** What to say of a service that is the demo's own: it goes when the demo ends. */
  readonly about?: string;
  readonly story?: readonly Scene[];
}

const MOST_NAMES = 1000;

/** Plays the story against a service. 0: every verdict was the one it tells; 1: it says what was not. */
export async function runDemo({ story = STORY, ...performance }: Performance): Promise<0 | 1> {
  const terminal = createTerminal(performance.output, performance.environment);
  try {
    const client = createClient(performance);
    terminal.line(terminal.style('bold', `The topic "orders" in ${story.length} micro-batches`));
    terminal.line();
    tell(terminal, 'service', client.url + (performance.about === undefined ? '' : `, ${performance.about}`));
    const dataset = await register(client);
    showDataset(terminal, dataset);
    const stage = { client, terminal, dataset: dataset.name };
    await play(stage, story);
    await showHistory(stage, story);
    terminal.line();
    terminal.line(terminal.style('green', 'Every verdict was the one that this story tells.'));
    if (performance.about === undefined) {
      terminal.line(`The dataset stays: ${client.url}/datasets/${dataset.name}`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof DemoFailure)) throw error;
    terminal.line();
    terminal.line(terminal.style('red', `The demo failed. ${error.message}`));
    return 1;
  }
}

/** As `orders`, or where that name is taken, as the first of orders_2, orders_3, … that is not. */
async function register(client: Client): Promise<Dataset> {
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const body = await readRegistration(DATASET_FILE, number === 1 ? 'orders' : `orders_${number}`);
    const request = { method: 'POST', path: '/datasets', body, actor: PERSON } as const;
    const answer = await client.send(request);
    if (answer.status === 201) return read(request, answer, Dataset);
    if (answer.status !== 409) throw unexpected(request, answer);
  }
  throw new DemoFailure(`orders to orders_${MOST_NAMES} are all taken on ${client.url}.`);
}

function showDataset(
  terminal: Terminal,
  { name, tableFormat, mode, pkFields, evolutionPolicy }: Dataset,
): void {
  const keys = pkFields.length === 0 ? 'no key' : `key ${pkFields.join(', ')}`;
  tell(
    terminal,
    'dataset',
    `${name}: Kafka topic orders into a ${tableFormat} table, ${mode}, ${keys}, policy ${evolutionPolicy.preset}`,
  );
}
