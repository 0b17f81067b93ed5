import type { Capability } from '../evolution/capability.ts';
import type { Change, Warning } from '../evolution/types.ts';
import { column, riskWords } from '../evolution/words.ts';
import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path } from '../schema/types.ts';
import { fromTo, typeAlteration } from './type-alteration.ts';

export interface FoundChange {
  readonly change: Change;
  readonly warning: Warning | null;
}

const READERS = 'Tell whoever reads the column; jobs go on, and what they send is cast.';

/** How a new type of a column is recorded; null where it is none. */
export function typeChangeOf(
  capability: Capability,
  path: Path,
  from: DataType,
  to: DataType,
): FoundChange | null {
  const alteration = typeAlteration(capability, from, to);
  const went = `${fromTo(path, from, to, 'went')} by DDL`;
  const types = { kind: 'TYPE', path, before: typeText(from), after: typeText(to) } as const;
  switch (alteration.kind) {
    case 'NONE':
      return null;
    case 'WIDENED':
    case 'UNSUPPORTED':
      return {
        change: {
          rule: 'TYPE_WIDENED',
          ...types,
          verdict: 'NON_BREAKING',
          reason: `${went}, which loses nothing.`,
        },
        warning: null,
      };
    case 'LOSSY': {
      const { risk } = alteration;
      const reason = `${went}: old values can read differently from how they were written${riskWords(risk)}.`;
      const change = { rule: 'TYPE_WIDENING_LOSSY', ...types, verdict: 'BREAKING', reason } as const;
      return {
        change: { ...change, remediation: READERS, ...(risk === undefined ? {} : { risk }) },
        warning: null,
      };
    }
    case 'REWRITTEN': {
      const reason = `${went}: the table is written anew for it.`;
      const change = { rule: alteration.rule, ...types, verdict: 'BREAKING', reason } as const;
      return { change: { ...change, remediation: READERS }, warning: rewriteNeeded(path, alteration.why) };
    }
  }
}

function rewriteNeeded(path: Path, why: string): Warning {
  const message = `${column(path)}: ${why}. Until all its files are written anew with the new type, they cannot be read.`;
  return { code: 'REWRITE_NEEDED', path, message };
}
