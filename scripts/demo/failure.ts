/** Ends the demo with a message that says all there is to say: it is printed without a stack. */
export class DemoFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DemoFailure';
  }
}
