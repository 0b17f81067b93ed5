import { columnFact, tombstoneOf } from '../evolution/column-fact.ts';
import type { ColumnFact } from '../evolution/types.ts';
import { pathKey } from '../schema/path.ts';
import type { DataType, Path, StructField } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import type { DraftField } from './draft-struct.ts';
import { type FactNode, newNode, onlyDropped } from './fact-node.ts';
import { factUpdates } from './fact-updates.ts';

export interface GoneName {
  readonly fact: ColumnFact;
  readonly aliasOf: DraftField | null;
}

type Hidden = readonly (readonly [step: string, node: FactNode])[];

/**
 * The facts of a table while operations change them. What is known of a column moves with it, with all that is below, in
 * constant time. What was known of a name that a column takes is out of sight while the column has it.
 */
export class FactTree {
  readonly #before: ReadonlyMap<string, ColumnFact>;
  readonly #root = newNode();
  /** By the column that has the name: what hides there. */
  readonly #hidden = new Map<DraftField, Hidden>();
  /** By a column that has left its name: the same name in other cases, of which its alias takes care. */
  readonly #behindAlias = new Map<DraftField, Hidden>();

  /** @param aliasTarget the column that the alias stands for; null where there is none */
  constructor(facts: readonly ColumnFact[], aliasTarget: (alias: ColumnFact) => DraftField | null) {
    this.#before = new Map(facts.map((fact) => [pathKey(fact.path), fact]));
    for (const fact of this.#before.values()) {
      this.set(fact);
      if ((fact.dropped?.renamedTo ?? null) !== null) this.#nodeAt(fact.path).aliasOf = aliasTarget(fact);
    }
  }

  at(path: Path): ColumnFact {
    let node: FactNode | undefined = this.#root;
    for (const step of path) node = node?.below.get(lowerKey(step))?.get(step);
    const fact = node?.fact ?? null;
    return fact === null ? columnFact(path) : { ...fact, path };
  }

  set(fact: ColumnFact): void {
    const node = this.#nodeAt(fact.path);
    node.fact = fact;
    node.aliasOf = null;
  }

  /** Columns that were dropped or renamed, with this path in any case of letters. */
  goneNames(path: Path): GoneName[] {
    let found: (readonly [Path, FactNode])[] = [[[], this.#root]];
    for (const step of path) {
      found = found.flatMap(([at, node]) =>
        Array.from(
          node.below.get(lowerKey(step)) ?? [],
          ([spelled, next]) => [[...at, spelled], next] as const,
        ),
      );
    }
    return found.flatMap(([at, { fact, aliasOf }]) =>
      fact?.dropped ? [{ fact: { ...fact, path: at }, aliasOf }] : [],
    );
  }

  /** A new column takes its name. What was dropped below it earlier stays, where old files still have it. */
  enter(parent: Path, field: DraftField, keepsDropped: boolean): void {
    const hidden = this.#takeName(parent, field.name);
    this.#hidden.set(field, hidden);
    const [, same] = hidden.find(([step]) => step === field.name) ?? [];
    if (keepsDropped && same !== undefined) this.#put(parent, field.name, onlyDropped(same));
  }

  /**
   * A column goes: what its name hid is there again, and what was dropped below it stays so.
   * @param leaves the tombstone's type and version; null where no tombstone is to be left
   */
  drop(parent: Path, field: DraftField, leaves: { type: DataType; version: number } | null): void {
    const known = this.at([...parent, field.name]);
    const node = this.#vacate(parent, field);
    if (field.was === null || leaves === null) return;
    this.#show(parent, this.#behindAlias.get(field));
    const dropped = tombstoneOf(leaves.type, leaves.version);
    const fact = { ...known, absence: 'REQUIRED' as const, settled: false, dropped };
    this.#put(parent, field.was.name, { ...onlyDropped(node ?? newNode()), fact });
  }

  /**
   * A column takes another name, with all that is below it. The name that it has in the active schema becomes an alias,
   * and is none any more when the column comes back to it.
   */
  rename(parent: Path, field: DraftField, version: number, rename: () => void): void {
    const from = field.name;
    const node = this.#vacate(parent, field);
    rename();
    if (field.was?.name === from) this.#leaveAlias(parent, field, field.was, version);
    const hidden = this.#takeName(parent, field.name);
    if (field.was?.name === field.name) this.#show(parent, this.#behindAlias.get(field));
    else this.#hidden.set(field, hidden);
    if (node !== null) this.#put(parent, field.name, node);
  }

  /** The facts that are no longer what they were. */
  updates(): ColumnFact[] {
    return factUpdates(this.#before, this.#root);
  }

  #leaveAlias(parent: Path, field: DraftField, was: StructField, version: number): void {
    this.#behindAlias.set(field, this.#takeName(parent, was.name));
    const dropped = { ...tombstoneOf(was.type, version), renamedTo: field.name };
    this.#put(parent, was.name, { ...newNode(), fact: columnFact([], { dropped }), aliasOf: field });
  }

  /** Takes away what there is of a name, in any case of letters. */
  #takeName(parent: Path, name: string): Hidden {
    const { below } = this.#nodeAt(parent);
    const key = lowerKey(name);
    const steps = below.get(key);
    below.delete(key);
    return steps === undefined ? [] : [...steps];
  }

  #vacate(parent: Path, field: DraftField): FactNode | null {
    const steps = this.#nodeAt(parent).below.get(lowerKey(field.name));
    const node = steps?.get(field.name) ?? null;
    steps?.delete(field.name);
    this.#show(parent, this.#hidden.get(field));
    this.#hidden.delete(field);
    return node;
  }

  #show(parent: Path, hidden: Hidden | undefined): void {
    for (const [step, node] of hidden ?? []) this.#put(parent, step, node);
  }

  #put(parent: Path, step: string, node: FactNode): void {
    const { below } = this.#nodeAt(parent);
    const key = lowerKey(step);
    below.set(key, (below.get(key) ?? new Map<string, FactNode>()).set(step, node));
  }

  #nodeAt(path: Path): FactNode {
    let node = this.#root;
    for (const step of path) {
      const key = lowerKey(step);
      const steps = node.below.get(key) ?? new Map<string, FactNode>();
      const next = steps.get(step) ?? newNode();
      node.below.set(key, steps.set(step, next));
      node = next;
    }
    return node;
  }
}
