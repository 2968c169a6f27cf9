/**
 * A host as browsers write it: in lower case, a national name in its Latin form. Undefined for anything else, such as a
 * whole address, a port or a pattern with a star.
 */
export function hostOf(text: string): string | undefined {
  if (!/^[\p{L}\p{N}.-]{1,253}$/u.test(text) || !URL.canParse(`http://${text}`)) return undefined;
  const { hostname } = new URL(`http://${text}`);
  return /(^|\.)(-|$)|\.\./.test(hostname) ? undefined : hostname;
}
