import type { Judgement, Preset, TableFormat } from '../../src/evolution/types.ts';
import type { RuleId } from '../../src/evolution/rule-ids.ts';
import { inferSchema } from '../../src/schema/inference/infer-schema.ts';
import type { Topic } from './corpus-files.ts';
import { falseAlarms } from './false-alarms.ts';
import { type Batch, SimulatedTable } from './simulated-table.ts';

export interface Setting {
  readonly format: TableFormat;
  readonly preset: Preset;
  /** Names that the format cannot store are left out. */
  readonly ignoreInvalidNames: boolean;
}

export interface Played extends Setting {
  readonly topic: string;
  readonly records: number;
  readonly versions: number;
  /** Records that were refused, the first time and when the topic came again. */
  readonly breaking: number;
  readonly breakingAgain: number;
  /** Breaking changes of the first time, by rule. */
  readonly rules: ReadonlyMap<RuleId, number>;
  readonly reasons: readonly string[];
  /** What should never be. */
  readonly violations: readonly string[];
  /** Of the first time, record by record. */
  readonly verdicts: readonly string[];
}

/** A topic record by record, and then once more, into a table of its own. */
export function playTopic(topic: Topic, setting: Setting): Played {
  const player = new Player(topic, setting);
  const first = player.playOnce('');
  const { versions } = player.table;
  const again = player.playOnce('again: ');
  if (setting.preset === 'TOLERANT' && player.table.versions !== versions)
    player.violations.push(`the replay made ${player.table.versions - versions} new versions`);
  const breaking = first.flatMap(({ changes }) => changes.filter(({ verdict }) => verdict === 'BREAKING'));
  const rules = new Map<RuleId, number>();
  for (const { rule } of breaking) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  return {
    ...setting,
    topic: topic.name,
    records: topic.records.length,
    versions,
    breaking: countBreaking(first),
    breakingAgain: countBreaking(again),
    rules,
    reasons: [...new Set(breaking.map(({ rule, reason }) => `${rule}: ${reason}`))],
    violations: player.violations,
    verdicts: first.map(({ verdict }) => verdict),
  };
}

class Player {
  readonly table: SimulatedTable;
  readonly violations: string[] = [];
  readonly #topic: Topic;
  readonly #setting: Setting;

  constructor(topic: Topic, setting: Setting) {
    const { format, preset, ignoreInvalidNames } = setting;
    this.#topic = topic;
    this.#setting = setting;
    const policy = { preset, ...(ignoreInvalidNames ? { invalidNames: 'IGNORE' as const } : {}) };
    this.table = new SimulatedTable({ format, policy });
  }

  playOnce(label: string): Judgement[] {
    return this.#topic.records.map((record, index) => {
      const batch = batchOf(record);
      const before = { format: this.#setting.format, table: this.table.active, record };
      const judgement = this.table.submit(batch);
      const faults = [...unexplained(judgement), ...falseAlarms(judgement, before)];
      if (judgement.verdict !== 'BREAKING' && this.table.submit(batch).verdict !== 'NONE')
        faults.push('the same submission again is not NONE');
      this.violations.push(...faults.map((fault) => `record ${index + 1}: ${label}${fault}`));
      return judgement;
    });
  }
}

/** What a job would submit of one record. */
export function batchOf(record: unknown): Batch {
  const inferred = inferSchema([record], { nullFields: 'VOID' });
  if (!inferred.ok) throw new Error(inferred.message);
  const { schema, nullOnlyPaths } = inferred.value;
  return { schema, nullOnlyPaths, origin: 'INFERRED' };
}

function unexplained({ verdict, changes }: Judgement): string[] {
  const faults = changes.flatMap(({ rule, reason, remediation = '', verdict: own }) => [
    ...(reason === '' ? [`${rule} has no reason`] : []),
    ...(own === 'BREAKING' && remediation === '' ? [`${rule} does not say what to do`] : []),
  ]);
  const isVerdictOfChanges = verdict === 'BREAKING' || verdict === 'NON_BREAKING';
  if (isVerdictOfChanges && !changes.some((change) => change.verdict === verdict))
    faults.push(`no change says why it is ${verdict}`);
  return faults;
}

function countBreaking(judgements: readonly Judgement[]): number {
  return judgements.filter(({ verdict }) => verdict === 'BREAKING').length;
}
