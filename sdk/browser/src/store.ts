import type { Kept } from './world.ts';

/** Everything that the SDK keeps in a browser stands below this name. */
const prefix = 'sarafan.';

/** Texts by name: in the browser's storage where that is allowed and possible, else in the page's memory. */
export interface Store {
  get(name: string): string | undefined;
  set(name: string, text: string): void;
  remove(name: string): void;
  /** Names that begin so, of this page and of others of the site. */
  names(beginning: string): string[];
  /** From now on texts are kept, those of before included. */
  allow(): void;
  /** From now on nothing is kept, and what was kept is removed. */
  forbid(): void;
}

/** The name of a text as the browser's storage knows it. */
export const storageKey = (name: string): string => prefix + name;

export function createStore(open: () => Kept | null | undefined): Store {
  const memory = new Map<string, string>();
  let mayKeep = true;

  /** Storage may be missing, closed by a setting, or full: then memory has to do. */
  const attempt = <Result>(use: (kept: Kept) => Result): Result | undefined => {
    try {
      const kept = open();
      return kept ? use(kept) : undefined;
    } catch {
      return undefined;
    }
  };
  const namesIn = (kept: Kept, beginning: string): string[] =>
    Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '')
      .filter((key) => key.startsWith(prefix + beginning))
      .map((key) => key.slice(prefix.length));

  return {
    get: (name) => (mayKeep ? attempt((kept) => kept.getItem(prefix + name)) : undefined) ?? memory.get(name),
    set(name, text) {
      memory.set(name, text);
      if (mayKeep) attempt((kept) => kept.setItem(prefix + name, text));
    },
    remove(name) {
      memory.delete(name);
      if (mayKeep) attempt((kept) => kept.removeItem(prefix + name));
    },
    names: (beginning) => (mayKeep ? (attempt((kept) => namesIn(kept, beginning)) ?? []) : []),
    allow() {
      mayKeep = true;
      for (const [name, text] of memory) attempt((kept) => kept.setItem(prefix + name, text));
    },
    forbid() {
      mayKeep = false;
      attempt((kept) => {
        for (const name of namesIn(kept, '')) kept.removeItem(prefix + name);
      });
    },
  };
}
