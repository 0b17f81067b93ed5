/** Rows that the database accepts, for tests of the database itself. */
export function datasetRow(name: string) {
  return {
    name,
    nameKey: name.toLowerCase(),
    mode: 'append' as const,
    tableFormat: 'PARQUET' as const,
    pkFields: [],
    partitionKeys: [],
    derivedFields: [],
    protectedFields: [],
    transformJars: [],
  };
}

const TIME = new Date('2026-01-01T00:00:00Z');

export function versionRow(datasetId: number, version: number) {
  return {
    datasetId,
    version,
    status: 'ACTIVE' as const,
    changeType: 'NON_BREAKING' as const,
    origin: 'INFERRED' as const,
    schemaJson: '{"type":"struct","fields":[]}',
    fingerprint: 'exact',
    logicalFingerprint: 'logical',
    reason: 'a test',
    actorType: 'SYSTEM',
    actorName: 'test',
    createdAt: TIME,
    validFrom: TIME,
    lastSeenAt: TIME,
  };
}

export function blockedRow(datasetId: number, version: number, problemKey: string) {
  return {
    ...versionRow(datasetId, version),
    status: 'BLOCKED' as const,
    changeType: 'BREAKING' as const,
    validFrom: null,
    problemKey,
  };
}
