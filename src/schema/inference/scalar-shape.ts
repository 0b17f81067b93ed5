import { RawNumber } from '../json/raw-number.ts';
import { ANYTHING, BOOLEAN, decimalOf, DOUBLE, LONG, NOTHING, type Scalar } from './shape.ts';

const WHOLE = /^-?[0-9]+$/;
const [LEAST_LONG, GREATEST_LONG] = [-(2n ** 63n), 2n ** 63n - 1n];
/** Fewer digits than this are a long whatever they are. */
const DIGITS_OF_DOUBT = 19;
const MOST_DIGITS = 38;

/** The shape of one value that is neither an object nor an array. As in Spark, the empty text counts as no value. */
export function scalarShape(value: unknown): Scalar {
  switch (typeof value) {
    case 'boolean':
      return BOOLEAN;
    case 'string':
      return value === '' ? NOTHING : ANYTHING;
    case 'number':
      return Number.isSafeInteger(value) ? LONG : numberShape(String(value));
    default:
      return value instanceof RawNumber ? numberShape(value.value) : NOTHING;
  }
}

/** By how the number is written: `1.0` and `1e3` are fractions. */
function numberShape(text: string): Scalar {
  if (!WHOLE.test(text)) return DOUBLE;
  const digits = text.startsWith('-') ? text.length - 1 : text.length;
  if (digits < DIGITS_OF_DOUBT) return LONG;
  if (digits > MOST_DIGITS) return DOUBLE;
  const value = BigInt(text);
  return value >= LEAST_LONG && value <= GREATEST_LONG ? LONG : decimalOf(digits);
}
