const prefix = 'sarafan.draft.';

/** What somebody is in the middle of, kept in this browser until it is sent; undefined when nothing was kept. */
export function readDraft(key: string): string | undefined {
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** False where the browser keeps nothing: then whoever leaves has to be asked. */
export function keepDraft(key: string, text: string): boolean {
  try {
    localStorage.setItem(prefix + key, text);
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key: string): boolean {
  try {
    localStorage.removeItem(prefix + key);
    return true;
  } catch {
    return false;
  }
}
