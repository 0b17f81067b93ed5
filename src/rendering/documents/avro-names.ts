const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A name as Avro takes it: what it has no character for stands as its code. */
export function avroName(name: string): string {
  if (PLAIN.test(name)) return name;
  const escaped = Array.from(name, (char) =>
    /[A-Za-z0-9_]/.test(char) ? char : `_x${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`,
  ).join('');
  return /^[0-9]/.test(escaped) || escaped === '' ? `_${escaped}` : escaped;
}

/** A name as Hudi makes it one of Avro. */
export function hudiAvroName(name: string): string {
  return name.replace(/^[^A-Za-z_]/u, '__').replaceAll(/[^A-Za-z0-9_]/gu, '__');
}

/** The names of the fields of one record, each another one. */
export function avroFieldNames(names: readonly string[]): string[] {
  const taken = new Set(names.filter((name) => PLAIN.test(name)));
  return names.map((name) => {
    if (PLAIN.test(name)) return name;
    let free = avroName(name);
    while (taken.has(free)) free += '_';
    taken.add(free);
    return free;
  });
}
