import { type Action, actionsOf, type Choices } from '../../evolution/approval/actions.ts';
import type { Change } from '../../evolution/types.ts';
import { pathKey, pathText } from '../../schema/path.ts';
import { lowerKey } from '../../schema/walk.ts';
import type { RequestedResolution, ResolutionFault } from './types.ts';

/** A breaking change and what is done about it. */
export interface DecidedChange {
  readonly change: Change;
  readonly action: Action;
  readonly to: string | null;
}

/** What a resolution is about. */
type About = Pick<Change, 'rule' | 'path'>;

/** What is decided about each breaking change, as it was asked for or else by default. */
export class ResolutionBook {
  readonly #requested: readonly RequestedResolution[];
  readonly #choices: Choices;
  /** By the resolution: the first says enough. */
  readonly #objections = new Map<number, ResolutionFault>();
  readonly #used = new Set<number>();
  readonly #tried = new Map<string, number>();
  /** Breaking changes that have shown, by their path in any case of letters. */
  readonly #seen = new Map<string, Map<string, Change>>();
  readonly #byPath = new Map<string, number[]>();
  readonly #decided = new Map<string, DecidedChange>();

  constructor(requested: readonly RequestedResolution[], choices: Choices) {
    this.#requested = requested;
    this.#choices = choices;
    requested.forEach(({ path }, index) => {
      const key = anyCase(path);
      this.#byPath.set(key, [...(this.#byPath.get(key) ?? []), index]);
    });
  }

  /** Decides about a change that is open: the first time as requested, else by the next default. False where nothing is left to try. */
  decide(change: Change): boolean {
    const key = keyOf(change);
    const attempt = this.#tried.get(key) ?? 0;
    this.#tried.set(key, attempt + 1);
    this.#see(key, change);
    const asked = this.#askedFor(change);
    if (asked !== null && attempt > 0) return false;
    const action = asked?.action ?? this.#choices(change).defaults[attempt];
    if (action === undefined) return false;
    this.#decided.set(key, { change, action, to: asked?.to ?? null });
    return true;
  }

  /** What a person says that this column is called now; null where nobody does. */
  renamedTo(change: About): string | null {
    if (change.rule !== 'FIELD_REMOVED') return null;
    const asked = this.#askedFor(change);
    return asked?.action === 'RENAME' ? asked.to : null;
  }

  /** Notes why what was asked for about a change cannot be meant. */
  objectTo(change: About, message: string): void {
    const resolution = this.#indexFor(change);
    if (resolution === undefined || this.#objections.has(resolution)) return;
    this.#objections.set(resolution, { resolution, message });
  }

  /** What could have been decided instead of what was. */
  alternatives({ change, action }: DecidedChange): readonly Action[] {
    return actionsOf(this.#choices(change)).filter((other) => other !== action);
  }

  get decided(): readonly DecidedChange[] {
    return [...this.#decided.values()];
  }

  /** Requests that cannot be meant; of those whose change may not have shown yet nothing is said. */
  faultsSoFar(): readonly ResolutionFault[] {
    return this.faults().filter(({ resolution }) => this.#seenBy(this.#requested[resolution]).length > 0);
  }

  /** Requests that cannot be meant, once every breaking change has shown. */
  faults(): readonly ResolutionFault[] {
    const idle = this.#requested.flatMap((request, resolution) =>
      this.#used.has(resolution) ? [] : [{ resolution, message: this.#faultOf(request) }],
    );
    return [...this.#objections.values(), ...idle];
  }

  #see(key: string, change: Change): void {
    const path = anyCase(change.path);
    this.#seen.set(path, (this.#seen.get(path) ?? new Map<string, Change>()).set(key, change));
  }

  #askedFor(change: About): RequestedResolution | null {
    const index = this.#indexFor(change);
    if (index === undefined) return null;
    this.#used.add(index);
    return this.#requested[index] ?? null;
  }

  #indexFor(change: About): number | undefined {
    return this.#byPath.get(anyCase(change.path))?.find((index) => {
      const request = this.#requested[index];
      return request !== undefined && this.#fits(request, change);
    });
  }

  #fits({ rule, action }: RequestedResolution, change: About): boolean {
    if (rule !== null && rule !== change.rule) return false;
    return actionsOf(this.#choices(change)).includes(action);
  }

  #seenBy(request: RequestedResolution | undefined): Change[] {
    if (request === undefined) return [];
    const { path, rule } = request;
    const there = [...(this.#seen.get(anyCase(path))?.values() ?? [])];
    return there.filter((change) => rule === null || rule === change.rule);
  }

  #faultOf(request: RequestedResolution): string {
    const about = this.#seenBy(request);
    if (about.length === 0) return `${nameOf(request)} is not a breaking change of this version`;
    if (about.some((change) => this.#fits(request, change))) {
      return `${nameOf(request)} is decided by another resolution already`;
    }
    const possible = about.map((change) => `${change.rule}: ${this.#possible(change)}`).join('; ');
    return `${request.action} is no answer to ${nameOf(request)} (${possible})`;
  }

  #possible(change: About): string {
    const actions = actionsOf(this.#choices(change));
    return actions.length === 0 ? 'nobody can approve it' : actions.join(' or ');
  }
}

function nameOf({ path, rule }: RequestedResolution): string {
  return rule === null ? pathText(path) : `${rule} of ${pathText(path)}`;
}

function keyOf({ rule, path }: Change): string {
  return `${rule} ${pathKey(path)}`;
}

function anyCase(path: Change['path']): string {
  return pathKey(path.map(lowerKey));
}
