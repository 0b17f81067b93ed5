/** The property that says which Spark writes and reads a table. */
export const ENGINE = 'engine.spark.version';

/** A bare major version is its last release; none is 4. What cannot be read as a version promises nothing newer than 3. */
export function sparkVersion(
  properties: Readonly<Record<string, string>>,
): readonly [major: number, minor: number] {
  const text = Object.hasOwn(properties, ENGINE) ? properties[ENGINE] : undefined;
  if (text === undefined) return [4, Infinity];
  const match = /^\s*v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.\d+)?(?:-[\w.-]*)?\s*$/.exec(text);
  if (match === null) return [3, Infinity];
  return [Number(match[1]), match[2] === undefined ? Infinity : Number(match[2])];
}

/** Whether the Spark of a table knows less than 4: it reads no wider types, and has no variants. */
export function isBeforeSpark4(properties: Readonly<Record<string, string>>): boolean {
  return sparkVersion(properties)[0] < 4;
}
