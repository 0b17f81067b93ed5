import { PLAIN_TABLE } from '../../src/evolution/plain-table.ts';
import { judge } from '../../src/evolution/judge.ts';
import { resolvePolicy } from '../../src/evolution/policy.ts';
import type {
  ColumnFact,
  Judgement,
  Origin,
  Policy,
  PolicyInput,
  TableFormat,
} from '../../src/evolution/types.ts';
import { pathKey } from '../../src/schema/path.ts';
import type { Path, StructType } from '../../src/schema/types.ts';

export interface TableSettings {
  readonly format: TableFormat;
  readonly policy: PolicyInput;
  readonly properties?: Readonly<Record<string, string>>;
  readonly partitionKeys?: readonly Path[];
}

export interface Batch {
  readonly schema: StructType;
  readonly origin: Origin;
  readonly nullOnlyPaths: readonly Path[];
}

/** A table that keeps what the engine decides, as the service would, without a service. */
export class SimulatedTable {
  readonly #settings: TableSettings;
  readonly #policy: Policy;
  readonly #facts = new Map<string, ColumnFact>();
  #active: StructType | null = null;
  #versions = 0;

  constructor(settings: TableSettings) {
    this.#settings = settings;
    this.#policy = resolvePolicy(settings.policy, 'STRICT');
  }

  get active(): StructType | null {
    return this.#active;
  }

  /** Schemas that have been active. */
  get versions(): number {
    return this.#versions;
  }

  submit(batch: Batch): Judgement {
    const { format, properties = {}, partitionKeys = [] } = this.#settings;
    const judgement = judge(
      {
        ...PLAIN_TABLE,
        format,
        properties,
        active: this.#active,
        activeVersion: this.#active === null ? null : this.#versions,
        facts: [...this.#facts.values()],
        partitionKeys,
      },
      { ...batch, base: null },
      this.#policy,
    );
    if (judgement.verdict === 'INITIAL' || judgement.verdict === 'NON_BREAKING') {
      this.#active = judgement.effectiveSchema;
      this.#versions += 1;
    }
    for (const fact of judgement.factUpdates) this.#facts.set(pathKey(fact.path), fact);
    return judgement;
  }
}
