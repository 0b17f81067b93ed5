import { z } from 'zod';
import type { Topic } from './corpus-files.ts';
import type { Played } from './play-topic.ts';

const Inferred = z.object({ schema: z.unknown(), nullOnlyPaths: z.array(z.array(z.string())) });
const Evolved = z.object({ changeType: z.string() });

/** Sends a topic through a service, as a job would, and tells where it says something else than the engine did. */
export async function playOverService(url: string, topic: Topic, played: Played): Promise<string[]> {
  const { format, preset, ignoreInvalidNames } = played;
  const name = [topic.name, format, preset, ...(ignoreInvalidNames ? ['ignore'] : [])].join('-');
  const evolutionPolicy = { preset, ...(ignoreInvalidNames ? { invalidNames: 'IGNORE' } : {}) };
  const dataset = { name, kafkaTopic: topic.name, mode: 'append', tableFormat: format, evolutionPolicy };
  const registered = await post(`${url}/datasets`, JSON.stringify(dataset));
  if (registered.status !== 201) return [`${name}: registration is ${registered.status}`];
  const faults: string[] = [];
  for (const [index, line] of topic.lines.entries()) {
    const fault = await playLine(`${url}/datasets/${name}/schema/evolve`, url, line, played.verdicts[index]);
    if (fault !== null) faults.push(`${name}, record ${index + 1}: ${fault}`);
  }
  return faults;
}

async function playLine(
  evolve: string,
  url: string,
  line: string,
  expected: string | undefined,
): Promise<string | null> {
  const inferred = await post(`${url}/schema/infer?nullFields=VOID`, line, 'application/x-ndjson');
  if (inferred.status !== 200) return `infer is ${inferred.status}`;
  const answer = await post(evolve, JSON.stringify(Inferred.parse(inferred.body)));
  if (answer.status !== 200 && answer.status !== 409) return `evolve is ${answer.status}`;
  const { changeType } = Evolved.parse(answer.body);
  return changeType === expected ? null : `evolve says ${changeType}, the engine ${expected ?? 'nothing'}`;
}

async function post(url: string, body: string, type = 'application/json') {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
  const parsed: unknown = await response.json();
  return { status: response.status, body: parsed };
}
