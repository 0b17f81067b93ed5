import { capabilityOf } from '../src/evolution/capability.ts';
import { PLAIN_TABLE } from '../src/evolution/plain-table.ts';
import { judge } from '../src/evolution/judge.ts';
import { resolvePolicy } from '../src/evolution/policy.ts';
import type { TableFormat } from '../src/evolution/types.ts';
import { decimal, field, primitive, structOf } from '../src/schema/constructors.ts';
import { sameTypeIgnoringNullability } from '../src/schema/same-type.ts';
import { typeText } from '../src/schema/sql/type-text.ts';
import type { DataType, StructType } from '../src/schema/types.ts';

/** The types of the matrix, in the order of its rows and columns. */
export const MATRIX_TYPES: readonly DataType[] = [
  ...(['void', 'boolean', 'byte', 'short', 'integer', 'long', 'float', 'double'] as const).map(primitive),
  ...(
    [
      [9, 2],
      [10, 0],
      [10, 2],
      [11, 1],
      [11, 2],
      [12, 2],
      [12, 4],
      [20, 0],
      [22, 2],
      [38, 0],
      [38, 18],
    ] as const
  ).map(([precision, scale]) => decimal(precision, scale)),
  ...(['string', 'binary', 'date', 'timestamp', 'timestamp_ntz'] as const).map(primitive),
];

/** One change of a top-level nullable column's type, in Spark's names. */
export interface MatrixRow {
  readonly from: string;
  readonly to: string;
  /** What the format answers, whether or not a value could be lost. */
  readonly capability: 'yes' | 'no' | 'same';
  /** What the engine answers to an INFERRED submission under STRICT. */
  readonly verdict: string;
  /** The rule that says so; `-` where nothing changes. */
  readonly rule: string;
}

/** Every type of the matrix turned into every one of them, on a table with these properties. */
export function typeMatrix(format: TableFormat, properties: Readonly<Record<string, string>>): MatrixRow[] {
  const capability = capabilityOf(format, properties);
  return MATRIX_TYPES.flatMap((from) =>
    MATRIX_TYPES.map((to) => {
      const isSame = sameTypeIgnoringNullability(from, to);
      const can = capability.typeChange(from, to).ok ? 'yes' : 'no';
      return {
        from: typeText(from),
        to: typeText(to),
        capability: isSame ? 'same' : can,
        ...judged(format, properties, from, to),
      };
    }),
  );
}

const COLUMN = 'value';

function judged(
  format: TableFormat,
  properties: Readonly<Record<string, string>>,
  from: DataType,
  to: DataType,
): Pick<MatrixRow, 'verdict' | 'rule'> {
  const { verdict, changes } = judge(
    { ...PLAIN_TABLE, format, properties, active: tableWith(from), activeVersion: 1 },
    { schema: tableWith(to), origin: 'INFERRED', nullOnlyPaths: [], base: null },
    resolvePolicy({ preset: 'STRICT' }, 'STRICT'),
  );
  const change = changes.find(({ path }) => path[0] === COLUMN);
  return { verdict, rule: change?.rule ?? '-' };
}

/** A second column that never changes: without it, a batch of nothing but nulls would say nothing at all. */
function tableWith(type: DataType): StructType {
  return structOf([field('id', primitive('long')), field(COLUMN, type)]);
}
