import type { TableState } from '../../evolution/types.ts';
import { pathKey } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import { lowerKey } from '../../schema/walk.ts';
import type { Column } from './column.types.ts';

type Roles = Pick<Column, 'key' | 'partition' | 'protected' | 'derived'>;

/** What the dataset says of a column beside its type; names are found in any case, as engines do. */
export function columnRoles(table: TableState): (path: Path) => Roles {
  const [keys, partitions, kept, derived] = [
    table.pkFields,
    table.partitionKeys,
    table.protectedFields,
    table.derivedFields,
  ].map((paths) => new Set(paths.map(anyCaseKey)));
  return (path) => {
    const key = anyCaseKey(path);
    return {
      key: keys?.has(key) === true,
      partition: partitions?.has(key) === true,
      protected: kept?.has(key) === true,
      derived: derived?.has(key) === true,
    };
  };
}

function anyCaseKey(path: Path): string {
  return pathKey(path.map(lowerKey));
}
