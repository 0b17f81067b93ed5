import { capabilityOf } from '../evolution/capability.ts';
import { stepText } from '../schema/path.ts';
import { sqlType } from '../schema/sql/type-text.ts';
import type { KeptColumn } from './differences-between.ts';
import { comment } from './line.ts';
import type { Line, TableSpec } from './types.ts';

/**
 * What a change of a whole column of an Iceberg table would come to where the engine does not look into columns: null where
 * it can be made, else a comment that says why not. `sameText`: the engine knows both types by one name.
 */
export function icebergRefuses(
  { was, now }: KeptColumn,
  spec: TableSpec,
  engine: { readonly label: string; readonly sameText: boolean },
): Line | null {
  const name = stepText(now.name);
  if (was.nullable && !now.nullable)
    return comment(`${name} cannot become NOT NULL in place: rewrite the table.`);
  if (engine.sameText) return null;
  if (now.type.kind === 'struct' || now.type.kind === 'array' || now.type.kind === 'map') {
    return comment(
      `${name} changes within, and ${engine.label} changes plain columns only: make this change in Spark.`,
    );
  }
  const can = capabilityOf('ICEBERG', spec.properties).typeChange(was.type, now.type);
  if (can.ok) return null;
  return comment(
    `${name} cannot become ${sqlType(now.type)}: ${can.why}. Rewrite the table with its new columns.`,
  );
}
