import * as fc from 'fast-check';
import { requestsOf } from './arbitrary-request.ts';
import { type Operation, operations } from './contract.ts';
import { curlOf } from './curl.ts';
import { hintsOf } from './hints.ts';
import { breaches } from './judge-answer.ts';
import { addDatasets } from './known-data.ts';
import { type FuzzedService, type FuzzRequest, type Received, startFuzzedService } from './service.ts';
import { createWorld, learn, type World } from './world.ts';

const REQUESTS_PER_TURN = 10;
/** Tries to make a request that fails shorter. */
const MOST_SHRINKS = 300;
const LONGEST_ANSWER = 2000;

export interface Findings {
  /** By the name of the operation: each kind of breach once, with a request that shows it. */
  readonly faults: ReadonlyMap<string, readonly string[]>;
  /** How often each operation gave each status. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Of the schema versions that there were to ask for. */
  readonly statuses: ReadonlySet<string>;
}

interface Breach {
  readonly what: string;
  readonly asked: FuzzRequest;
  readonly received: Received;
  readonly log: string;
}

interface Campaign {
  readonly service: FuzzedService;
  readonly world: World;
  readonly faults: Map<string, string[]>;
  readonly answers: Map<string, Map<number, number>>;
  readonly statuses: Set<string>;
  /** Breaches that have been shown, each with its operation. */
  readonly shown: Set<string>;
}

/** Asks everything of a service that has data, in rounds: in each the operations have their turns in another order. */
export async function runCampaign(seed: number, requestsPerOperation: number): Promise<Findings> {
  const service = await startFuzzedService();
  try {
    const world = createWorld();
    const campaign: Campaign = {
      ...{ service, world, faults: new Map(), answers: new Map(), statuses: new Set(), shown: new Set() },
    };
    const requests = operations.map((operation) => ({
      operation,
      requests: requestsOf(operation, hintsOf(world, operation.name)),
    }));
    const rounds = Math.max(1, Math.round(requestsPerOperation / REQUESTS_PER_TURN));
    for (let round = 0; round < rounds; round += 1) {
      for (const status of await addDatasets(service, world, round)) campaign.statuses.add(status);
      const roundSeed = mixed(seed, round);
      for (const [place, turn] of shuffled(requests, roundSeed).entries()) {
        await takeTurn(campaign, turn.operation, turn.requests, mixed(roundSeed, place));
      }
    }
    return campaign;
  } finally {
    await service.close();
  }
}

/** Another seed for each turn, so that no two make the same choices. */
function mixed(seed: number, place: number): number {
  return Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b);
}

/** Some requests of one operation. The first that fails is made shorter for as long as it fails. */
async function takeTurn(
  { service, world, faults, answers, shown }: Campaign,
  operation: Operation,
  requests: fc.Arbitrary<FuzzRequest>,
  seed: number,
): Promise<void> {
  const found: Breach[] = [];
  let shrinks = 0;
  const property = fc.asyncProperty(requests, async (asked) => {
    if (found.length > 0 && (shrinks += 1) > MOST_SHRINKS) return;
    const received = await service.send(asked);
    const log = service.takeLog();
    learn(world, operation.name, received);
    count(answers, operation.name, received.status);
    const what = breaches(operation, asked, received).find((breach) => !shown.has(kindOf(operation, breach)));
    if (what === undefined) return;
    found.push({ what, asked, received, log });
    throw new Error(what);
  });
  const { failed, errorInstance } = await fc.check(property, { seed, numRuns: turnOf(operation) });
  if (!failed) return;
  const shortest = found.at(-1);
  if (shortest === undefined) throw errorInstance;
  for (const { what } of found) shown.add(kindOf(operation, what));
  faults.set(operation.name, [...(faults.get(operation.name) ?? []), reportOf(service.url, shortest)]);
}

/** The same breach elsewhere in a list is no other one. */
function kindOf({ name }: Operation, breach: string): string {
  return `${name} ${breach.replaceAll(/\/\d+/g, '/0')}`;
}

/** What can be asked in one way only is asked once. */
function turnOf({ parameters, bodies }: Operation): number {
  return parameters.length + bodies.length === 0 ? 1 : REQUESTS_PER_TURN;
}

function reportOf(url: string, { what, asked, received, log }: Breach): string {
  const answer = `${received.status} ${received.text}`.slice(0, LONGEST_ANSWER);
  return [what, curlOf(url, asked), `answered ${answer}`, ...(log === '' ? [] : [`logged ${log}`])].join(
    '\n',
  );
}

function count(answers: Campaign['answers'], name: string, status: number): void {
  const counts = answers.get(name) ?? new Map<number, number>();
  answers.set(name, counts.set(status, (counts.get(status) ?? 0) + 1));
}

function shuffled<T>(values: readonly T[], seed: number): readonly T[] {
  const [order = []] = fc.sample(fc.shuffledSubarray([...values], { minLength: values.length }), {
    seed,
    numRuns: 1,
  });
  return order;
}
