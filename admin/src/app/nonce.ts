declare global {
  /** The name under which the library that locks scrolling looks for the nonce. */
  var __webpack_nonce__: string | undefined;
}

/** What the server allows styles of this page with; scripts need none, since all of them are files of ours. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Libraries that put a style of their own into the page find the nonce here. */
export function shareNonce(): void {
  globalThis.__webpack_nonce__ = styleNonce();
}
