/** What this browser remembers for its user: language, colours, the last workspace, the key of its site. */
type Remembered = 'language' | 'workspace' | 'siteKey';

const prefix = 'sarafan.';

/** Undefined also where the browser keeps nothing, as in some private windows. */
export function recall(key: Remembered): string | undefined {
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A browser that keeps nothing asks again at the next visit, which is all that is lost. */
export function remember(key: Remembered, value: string): boolean {
  try {
    localStorage.setItem(prefix + key, value);
    return true;
  } catch {
    return false;
  }
}
