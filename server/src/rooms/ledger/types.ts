import type { Lane, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';

/** What an amount is for its holder: promised, free to spend, or set aside for a purchase or a withdrawal under way. */
export const compartments = ['pending', 'available', 'reserved'] as const;
export type Compartment = (typeof compartments)[number];

/**
 * The other side of every posting, once per workspace and lane. The issuer creates what a program grants and takes back
 * what is clawed back; a sponsor pays into the funds of tasks; the shop is where it is spent; fulfilled is what was
 * handed out; clearing carries value from one lane to another.
 */
export const systemHolders = ['issuer', 'sponsor', 'shop', 'fulfilled', 'clearing'] as const;
export type SystemHolder = (typeof systemHolders)[number];

/** An account in one unit: a system account by its name, or a compartment of a subject. */
export type Account = SystemHolder | { readonly holder: SubjectId; readonly compartment: Compartment };

export type Holder = SystemHolder | SubjectId;

/** The compartment that stored rows of system accounts bear. */
export const systemCompartment = 'system';
export type StoredCompartment = Compartment | typeof systemCompartment;

export function isSystem(account: Account): account is SystemHolder {
  return typeof account === 'string';
}

export function holderOf(account: Account): Holder {
  return isSystem(account) ? account : account.holder;
}

export function compartmentOf(account: Account): StoredCompartment {
  return isSystem(account) ? systemCompartment : account.compartment;
}

/** One text for an account, unique within its workspace and lane: `issuer`, `per_…:available`. */
export function accountName(account: Account): string {
  return isSystem(account) ? account : `${account.holder}:${account.compartment}`;
}

/** An account in one unit as its row is keyed. */
export interface AccountKey {
  readonly lane: Lane;
  readonly workspace: WorkspaceId;
  readonly holder: Holder;
  readonly unit: string;
  readonly compartment: StoredCompartment;
}

/** An account as rows name it. */
export interface StoredAccount {
  readonly holder: string;
  readonly compartment: StoredCompartment;
}

/** The same text as `accountName` for an account read from a row. */
export function storedAccountName({ holder, compartment }: StoredAccount): string {
  return compartment === systemCompartment ? holder : `${holder}:${compartment}`;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}
