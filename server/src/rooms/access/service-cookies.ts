import { hashKey } from '../../kit/secrets.ts';

/** Whose session a cookie begins. */
export interface Holder {
  readonly user: string;
  readonly token: string;
}

const rememberedAtMost = 10_000;

/**
 * What the sign-in library read out of cookies, which takes it longer than a page of a list takes the database. A
 * cookie is signed, so it names one session for good; whether that session is still there is for the database to say,
 * with each request.
 */
export class KnownCookies {
  readonly #holders = new Map<string, Holder>();

  async holderOf(cookies: string | undefined, read: () => Promise<Holder | undefined>): Promise<Holder | undefined> {
    if (cookies === undefined) return undefined;
    const key = hashKey(cookies);
    const known = this.#holders.get(key);
    if (known !== undefined) return known;
    const holder = await read();
    if (holder === undefined) return undefined;
    if (this.#holders.size >= rememberedAtMost) this.#holders.clear();
    this.#holders.set(key, holder);
    return holder;
  }
}
