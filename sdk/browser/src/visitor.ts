import { type Store, storageKey } from './store.ts';

/** What is known of a visitor in this browser. `sent` says that the server has heard of the click. */
export interface Visitor {
  readonly anonymousId: string;
  readonly userId?: string;
  readonly click?: string;
  readonly code?: string;
  readonly sent?: boolean;
}

const name = 'visitor';
export const visitorKey = storageKey(name);

export function keptVisitor(store: Store): Visitor | undefined {
  return readVisitor(store.get(name));
}

export function keepVisitor(store: Store, visitor: Visitor): void {
  store.set(name, JSON.stringify(visitor));
}

/** A visitor as they were kept; undefined for anything that is none, since the storage is anybody's on the site. */
export function readVisitor(text: string | null | undefined): Visitor | undefined {
  try {
    const kept: Record<string, unknown> = JSON.parse(text ?? 'null') ?? {};
    const field = (key: string): Record<string, string> => {
      const value = kept[key];
      return typeof value === 'string' && value !== '' && value.length <= 255 ? { [key]: value } : {};
    };
    const { anonymousId } = field('anonymousId');
    const sent = kept['sent'] === true ? { sent: true } : {};
    return (
      (anonymousId && { anonymousId, ...field('userId'), ...field('click'), ...field('code'), ...sent }) || undefined
    );
  } catch {
    return undefined;
  }
}
