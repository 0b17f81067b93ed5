/** The instruction that does what breaks something, on somebody's word. */
export function forcing(condition: string): string {
  return `Repeat it with "force": true and a "reason" ${condition}`;
}
