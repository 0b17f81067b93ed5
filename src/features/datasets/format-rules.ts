import { capabilityOf } from '../../evolution/capability.ts';
import type { InputFault } from '../../problems.ts';
import { columnPath } from './column-path.ts';
import type { DatasetSettings } from './dataset.types.ts';

/** What no table of this format can be, whatever its schema. */
export function formatFaults(settings: DatasetSettings): InputFault[] {
  return [...nestedPartitions(settings), ...nameFaults(settings)];
}

/** Spark partitions files by columns at the top; ICEBERG and HUDI reach into structs. */
function nestedPartitions({ tableFormat, partitionKeys }: DatasetSettings): InputFault[] {
  if (tableFormat === 'ICEBERG' || tableFormat === 'HUDI') return [];
  return partitionKeys.flatMap((text, index) =>
    columnPath(text).length === 1
      ? []
      : [
          fault(
            `/partitionKeys/${index}`,
            `${tableFormat} is partitioned by columns at the top only: let the job derive one from ${text}`,
          ),
        ],
  );
}

function nameFaults({ tableFormat, properties, ...settings }: DatasetSettings): InputFault[] {
  const capability = capabilityOf(tableFormat, properties);
  return (['pkFields', 'partitionKeys'] as const).flatMap((list) =>
    settings[list].flatMap((text, index) => {
      const [cannot] = columnPath(text).flatMap((step) => {
        const can = capability.fieldName(step);
        return can.ok ? [] : [can];
      });
      return cannot === undefined ? [] : [fault(`/${list}/${index}`, cannot.why)];
    }),
  );
}

function fault(path: string, message: string): InputFault {
  return { in: 'body', path, message };
}
