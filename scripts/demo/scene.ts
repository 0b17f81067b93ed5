/** A change that an answer must report: the rule and the column, as Spark writes it. */
export type ExpectedChange = readonly [rule: string, column: string];

export interface ExpectedVerdict {
  readonly changeType: 'NONE' | 'INITIAL' | 'NON_BREAKING' | 'BREAKING';
  /** The active version afterwards. */
  readonly active: number | null;
  /** The version that records a problem, and how often it was seen. */
  readonly blocked?: { readonly version: number; readonly occurrences: number };
  readonly changes: readonly ExpectedChange[];
}

/** One thing that somebody does; `event` is what the feed must tell of it. Files are those of `examples/orders`. */
export type Act =
  | {
      readonly kind: 'submit' | 'compare';
      readonly batch: string;
      readonly says?: string;
      /** The scene has shown this batch already. */
      readonly isShown?: boolean;
      /** Whoever is on call reads why, once more. */
      readonly isExplained?: boolean;
      readonly expect: ExpectedVerdict;
      readonly event?: string;
    }
  | {
      readonly kind: 'patch';
      readonly file: string;
      readonly says: string;
      readonly preset: string;
      readonly event: string;
    }
  | {
      readonly kind: 'ddl';
      readonly file: string;
      readonly says?: string;
      readonly expect: ExpectedVerdict;
      readonly event: string;
    }
  | {
      readonly kind: 'reject';
      readonly version: number;
      readonly file: string;
      readonly says?: string;
      readonly event: string;
    }
  | {
      readonly kind: 'approve';
      readonly version: number;
      readonly file: string;
      readonly says?: string;
      readonly expect: ExpectedVerdict;
      /** What the feed must tell, in order. */
      readonly events: readonly string[];
    }
  | {
      readonly kind: 'roll back';
      readonly file: string;
      readonly says?: string;
      readonly expect: ExpectedVerdict;
      readonly event: string;
    };

/** The events that the feed must tell of an act. */
export function eventsOf(act: Act): readonly string[] {
  if (act.kind === 'approve') return act.events;
  return act.event === undefined ? [] : [act.event];
}

export interface Scene {
  readonly title: string;
  readonly text: string;
  readonly acts: readonly Act[];
}
