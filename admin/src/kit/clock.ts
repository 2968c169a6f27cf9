/** The moment it is, in milliseconds since 1970: the one place of the admin that reads the clock. */
export function now(): number {
  return Date.now();
}
