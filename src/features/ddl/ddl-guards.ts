import type { Refusal as DdlRefusal } from '../../ddl/types.ts';
import { refuse, type Refusal } from '../../problems.ts';
import { errorText } from '../../schema/error-text.ts';
import { type TextPosition, textPositions } from '../../schema/sql/text-positions.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import type { ActiveVersion } from '../schema-versions/schema-version.types.ts';
import { activeEtag } from '../schema-versions/version-etag.service.ts';
import { addressed } from '../schema-versions/remediation.service.ts';
import type { DdlCommand } from './ddl.types.ts';

/** Null, or why the command was meant for another schema than the one that is active now. */
export function refuseStale(dataset: Dataset, active: ActiveVersion, command: DdlCommand): Refusal | null {
  const { expectedVersion, isCurrent } = command;
  const now = `Version ${active.version} of ${dataset.name} is active now. Read the active schema and decide again.`;
  if (expectedVersion !== null && expectedVersion !== active.version) {
    return refuse('VERSION_CONFLICT', `expectedVersion is ${expectedVersion}. ${now}`, {
      extensions: { activeVersion: active.version },
    });
  }
  if (isCurrent(activeEtag(active))) return null;
  return refuse('PRECONDITION_FAILED', `If-Match names another state of the schema. ${now}`);
}

/** Null, or that the SQL names a table which is not this dataset's. */
export function refuseOtherTable(dataset: Dataset, command: DdlCommand): Refusal | null {
  const { table } = command;
  if (table === null || namesOf(dataset).includes(table.join('.').toLowerCase())) return null;
  const known = namesOf(dataset).join(' or ');
  const detail = `The statement alters ${table.join('.')}, but this dataset's table is ${known}.`;
  return refuse('INVALID_REQUEST', detail, {
    errors: [{ in: 'body', path: '/sql', message: `must alter ${known}` }],
  });
}

function namesOf(dataset: Dataset): string[] {
  const { catalog, database, name } = dataset.table;
  const table = name ?? dataset.name;
  const names = [[table], [database, table], [catalog, database, table]]
    .filter((steps) => !steps.includes(null))
    .map((steps) => steps.join('.').toLowerCase());
  return [...new Set([dataset.name.toLowerCase(), ...names])];
}

/** The 409 that says of every operation why it cannot be done. */
export function refuseOperations(
  dataset: Dataset,
  command: DdlCommand,
  found: readonly DdlRefusal[],
): Refusal {
  const places = placesOf(command, found);
  const refusals = found.map((refusal, index) => {
    const position = places?.[index];
    const remediation = addressed(refusal.remediation, dataset);
    return { ...refusal, remediation, ...(position === undefined ? {} : { position }) };
  });
  const errors = refusals.map(({ operation, reason: message, position }) => ({
    in: 'body' as const,
    path: position === undefined ? `/operations/${operation}` : '/sql',
    message: position === undefined ? message : errorText({ pointer: '', message, position }),
  }));
  const [first] = refusals;
  const more = refusals.length > 1 ? ` (and ${refusals.length - 1} more)` : '';
  const why = first === undefined ? '' : `${first.reason} ${first.remediation}${more}`;
  return refuse('DDL_REFUSED', `Nothing was changed. ${why}`, { errors, extensions: { refusals } });
}

/** Line and column of what is refused, for SQL. */
function placesOf({ statement, starts }: DdlCommand, found: readonly DdlRefusal[]): TextPosition[] | null {
  if (starts === null) return null;
  return textPositions(
    statement,
    found.map(({ operation }) => starts[operation] ?? 0),
  );
}
