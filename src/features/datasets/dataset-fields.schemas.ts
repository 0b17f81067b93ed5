import { boundedList, boundedMap } from '../../http/bounded.ts';
import { z } from '../../http/openapi-zod.ts';
import { parsePath } from '../../schema/path.ts';
import { MOST_LABELS, MOST_PROPERTIES } from './dataset-rules.ts';
import { NAME_LENGTH, NAME_PATTERN } from './dataset-ref.ts';
import { jarFault, uriFault } from './uri.ts';

const URI_LENGTH = 2048;
const PATH_LENGTH = 2048;
const KEY_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_.:/-]*$/;
const KEY_LENGTH = 255;

/** A check that answers with the fault itself, or null. */
function faultless(fault: (text: string) => string | null) {
  return (text: string, context: { addIssue: (message: string) => void }) => {
    const found = fault(text);
    if (found !== null) context.addIssue(found);
  };
}

export const datasetName = z
  .string()
  .max(NAME_LENGTH)
  .regex(NAME_PATTERN, 'must start with a letter and hold only letters, digits, dot, hyphen and underscore')
  .openapi({
    description: 'Unique whatever the case, and for good: it never changes.',
    example: 'orders',
  });

export const kafkaTopic = z
  .string()
  .max(249)
  .regex(/^[A-Za-z0-9._-]+$/, 'must be a Kafka topic name: letters, digits, dot, hyphen and underscore')
  .refine((topic) => topic !== '.' && topic !== '..', 'must not be . or ..')
  .openapi({
    description: 'The topic that feeds the table. A topic may feed several datasets.',
    example: 'orders',
  });

export const uri = z.string().max(URI_LENGTH).superRefine(faultless(uriFault));

const jar = z.string().min(1).max(URI_LENGTH).superRefine(faultless(jarFault));

export const jars = boundedList(jar, { most: 100 }).openapi({
  description: 'Jars with the transformers that the job runs after the schema check, in this order.',
  example: ['s3a://jars/orders-transform-1.4.jar'],
});

function columnFault(text: string): string | null {
  // Said already, by the least length.
  if (text === '') return null;
  const parsed = parsePath(text);
  if (parsed.ok) return null;
  const [error] = parsed.errors;
  return `is not a column path: ${error?.message ?? 'it cannot be read'} (column ${error?.position?.column ?? 1})`;
}

/** A list of column paths. */
export function columns(most: number, description: string, example: readonly string[]) {
  const column = z.string().min(1).max(PATH_LENGTH).superRefine(faultless(columnFault));
  return boundedList(column, { most }).openapi({ description, example });
}

/** Text that a person wrote. */
export function text(most: number, description: string, example: string) {
  return z.string().min(1).max(most).openapi({ description, example });
}

export const identifierPart = z
  .string()
  .min(1)
  .max(255)
  .refine((part) => !/\p{Cc}/u.test(part), 'must not hold control characters');

const KEY_RULE = `a key has at most ${KEY_LENGTH} characters, starts with a letter or digit, and holds only letters, digits and _ . : / -`;

/** A record's schema drops this key without a word. */
function refuseProtoKey(value: unknown, context: z.RefinementCtx): unknown {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
    context.addIssue({ code: 'custom', path: ['__proto__'], message: KEY_RULE });
  }
  return value;
}

/** Keys that are words, at most so many. */
export function mapOf<T extends z.ZodType>(value: T, most: number) {
  return z.preprocess(
    refuseProtoKey,
    boundedMap(
      z.record(z.string().max(KEY_LENGTH).regex(KEY_PATTERN), value, {
        error: (issue) => (issue.code === 'invalid_key' ? KEY_RULE : undefined),
      }),
      most,
    ),
  );
}

const labelValue = z.string().max(255);
const propertyValue = z.string().max(4096);

const LABELS = {
  description: `Words to find and group datasets by, at most ${MOST_LABELS}.`,
  example: { team: 'checkout', tier: 'gold' },
};
const PROPERTIES = {
  description:
    `What jobs and engines need to know of the table, at most ${MOST_PROPERTIES}: table properties, engine versions ` +
    '(`engine.spark.version`), Spark sizing, offsets per trigger. What the table format can do is read from here. ' +
    '`alsoReadAs` lists, separated by commas, what else the table must suit: `PARQUET`, `HUDI`, `DELTA`, `ICEBERG` (the ' +
    'verdict is the strictest), and `HIVE`, a metastore that compares the types of columns by position (a warning).',
  example: { 'engine.spark.version': '4', maxOffsetsPerTrigger: '100000' },
};

export const labels = mapOf(labelValue, MOST_LABELS).openapi(LABELS);
export const properties = mapOf(propertyValue, MOST_PROPERTIES).openapi(PROPERTIES);
/** In a patch, null takes the key away. */
export const labelChanges = mapOf(labelValue.nullable(), 2 * MOST_LABELS).openapi(LABELS);
export const propertyChanges = mapOf(propertyValue.nullable(), 2 * MOST_PROPERTIES).openapi(PROPERTIES);
