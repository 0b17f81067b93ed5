import type { TableFormat } from '../types.ts';
import { listOf, sameColumns } from './path-lists.ts';
import type { SettingRefusal, TableSettings } from './types.ts';

/** What the files or the configuration of an existing table hold, and nothing but writing it anew changes. */
export function refuseFixedLayout(before: TableSettings, after: TableSettings): SettingRefusal[] {
  return [...refusePartitions(before, after), ...refuseRecordKeys(before, after)];
}

/** Where each format keeps by what a table is partitioned; ICEBERG may change that from one moment to the next. */
const KEPT: Readonly<Record<TableFormat, string | null>> = {
  PARQUET: 'in the folders that its files lie in',
  HUDI: "in the table's own configuration, and refuses writers that name others",
  DELTA: "in the table's metadata, and refuses writers that name others",
  ICEBERG: null,
};

function refusePartitions(before: TableSettings, after: TableSettings): SettingRefusal[] {
  const kept = KEPT[before.format];
  if (kept === null || sameColumns(before.partitionKeys, after.partitionKeys)) return [];
  const now = listOf(before.partitionKeys, 'no column');
  return [
    {
      setting: ['partitionKeys'],
      reason: `The table is partitioned by ${now}: ${before.format} keeps that ${kept}.`,
      remediation: orAnotherTable(`partitioned by ${listOf(after.partitionKeys, 'no column')}`),
      forcible: true,
    },
  ];
}

function refuseRecordKeys(before: TableSettings, after: TableSettings): SettingRefusal[] {
  if (before.format !== 'HUDI' || sameColumns(before.pkFields, after.pkFields)) return [];
  const now = listOf(before.pkFields, 'none');
  return [
    {
      setting: ['pkFields'],
      reason: `The record keys of the table are ${now}: HUDI keeps them in the table's own configuration, and refuses writers that name others.`,
      remediation: orAnotherTable(`with the record keys ${listOf(after.pkFields, 'left out')}`),
      forcible: true,
    },
  ];
}

function orAnotherTable(wanted: string): string {
  return (
    `Register a dataset for a new table ${wanted} (POST /datasets) and load it from this one; if this table has been ` +
    'written anew so, repeat the change with "force": true and a "reason"'
  );
}
