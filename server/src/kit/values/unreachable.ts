/** Ends an exhaustive switch: the compiler proves that it is never reached, the throw guards what it cannot see. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`);
}
