import type { DigitRule } from '../formats/format-profile.ts';

/** What a row of a capability table asks of the digits, in words. */
export function conditionText(rule: DigitRule): string {
  switch (rule) {
    case 'DIGITS_AND_SCALE_GROW':
      return 'neither the scale nor the digits before the point shrink';
    case 'PRECISION_GROWS':
      return 'same scale, precision does not shrink';
    case 'PRECISION_GROWS_IN_STORAGE':
      return 'same scale, precision does not shrink, and both have up to 9, up to 18, or more digits';
    case 'LENGTH_GROWS':
      return 'to varchar, not shorter';
    default:
      return `at least ${rule.integerDigits} digits before the point`;
  }
}
