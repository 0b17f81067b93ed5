const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/(.*)$/s;
/** Globs stay allowed: a source of files is often named by one. */
const FORBIDDEN = /[\s\p{Cc}<>"\\^`|]/u;
/** Stores where the part before the path is the bucket or container, without which there is no place. */
const OBJECT_STORES = new Set([
  's3',
  's3a',
  's3n',
  'gs',
  'abfs',
  'abfss',
  'wasb',
  'wasbs',
  'adl',
  'oss',
  'cosn',
  'obs',
]);

/** Why a text is not the address of a file or folder, as a query engine would resolve it, or null. */
export function uriFault(text: string): string | null {
  if (FORBIDDEN.test(text)) return 'must not hold spaces, control characters or any of < > " \\ ^ ` |';
  const match = SCHEME.exec(text);
  if (match === null) return 'must be a URI with a scheme, like s3a://bucket/path, hdfs://… or file:/…';
  const [, scheme = '', rest = ''] = match;
  if (!rest.startsWith('/')) return null;
  const authority = /^[^/?#]*/.exec(rest.slice(1))?.[0] ?? '';
  if (authority.slice(0, Math.max(0, authority.indexOf('@'))).includes(':')) {
    return 'must not hold credentials: everybody who reads datasets would see them';
  }
  if (authority === '' && OBJECT_STORES.has(scheme.toLowerCase())) {
    return `must name the bucket or container after ${scheme}://`;
  }
  return null;
}

/** Why a text does not name a jar, or null: a URI, or a path on the machine that runs the job. */
export function jarFault(text: string): string | null {
  if (SCHEME.test(text)) return uriFault(text);
  return FORBIDDEN.test(text) ? 'must be a URI or a path without spaces or control characters' : null;
}
