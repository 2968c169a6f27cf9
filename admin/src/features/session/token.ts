/**
 * The token of a link that ends in `#token=…`. What stands behind that sign is sent to no server and stands in no log.
 */
export function tokenIn(hash: string): string {
  const text = hash.replace(/^#/, '');
  return (new URLSearchParams(text).get('token') ?? text).trim();
}
