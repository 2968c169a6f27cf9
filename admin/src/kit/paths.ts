/** Where the server serves the admin. */
export const base = '/admin';

/**
 * Every address of the admin, by the name of its screen. A place `$name` is filled by `pathTo`; what a list remembers
 * stands behind the question mark.
 */
export const routes = {
  home: '/',
  firstRun: '/first-run',
  signIn: '/sign-in',
  invitation: '/invitation',
  profile: '/profile',
  people: '/people',
  person: '/people/$person',
  programs: '/programs',
  programNew: '/programs/new',
  program: '/programs/$program',
  programDefinition: '/programs/$program/definition',
  programVersions: '/programs/$program/versions',
  programComparison: '/programs/$program/versions/comparison',
  programReplay: '/programs/$program/replay',
  programParticipants: '/programs/$program/participants',
  programBans: '/programs/$program/bans',
  programPairs: '/programs/$program/pairs',
  programLost: '/programs/$program/lost',
  pair: '/programs/$program/pairs/$friend',
  promotions: '/promotions',
  promotionNew: '/promotions/new',
  promotionAlarms: '/promotions/alarms',
  promotion: '/promotions/$promotion',
  promotionEdit: '/promotions/$promotion/edit',
  rewards: '/rewards',
  rewardsReview: '/rewards/review',
  rewardsFulfilments: '/rewards/fulfilments',
  support: '/support',
  supportBinding: '/support/binding',
  supportQuarantine: '/support/quarantine',
  imports: '/imports',
  importNew: '/imports/new',
  import: '/imports/$import',
  settings: '/settings',
  units: '/settings/units',
  limits: '/settings/limits',
  limit: '/settings/limits/$unit',
  snippet: '/settings/snippet',
  addresses: '/settings/addresses',
  keys: '/settings/keys',
  webhooks: '/settings/webhooks',
  webhook: '/settings/webhooks/$subscription',
  webhookDelivery: '/settings/webhooks/$subscription/$delivery',
  users: '/settings/users',
  audit: '/settings/audit',
} as const;

export type RouteName = keyof typeof routes;

type Places<Path> = Path extends `${string}$${infer Name}/${infer Rest}`
  ? Name | Places<`/${Rest}`>
  : Path extends `${string}$${infer Name}`
    ? Name
    : never;

/** What an address needs: `{ person: string }` for `/people/$person`, nothing for `/people`. */
export type ParamsOf<Name extends RouteName> = Readonly<Record<Places<(typeof routes)[Name]>, string>>;
export type Search = Readonly<Record<string, string | undefined>>;

type Needed<Name extends RouteName> = [Places<(typeof routes)[Name]>] extends [never]
  ? [params?: Readonly<Record<string, never>>, search?: Search]
  : [params: ParamsOf<Name>, search?: Search];

/** The one builder of addresses: `pathTo('person', { person: 'per_1' })` is `/admin/people/per_1`. */
export function pathTo<Name extends RouteName>(name: Name, ...[params, search]: Needed<Name>): string {
  const values: Readonly<Record<string, string>> = params ?? {};
  const path = routes[name].replace(/\$(\w+)/g, (_place, key: string) => encodeURIComponent(values[key] ?? ''));
  const query = writeSearch(search ?? {});
  return `${base}${path}${query === '' ? '' : `?${query}`}`;
}

/** Values that are absent or empty leave no trace in the address. */
export function writeSearch(search: Search): string {
  const entries = Object.entries(search).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  return new URLSearchParams(entries).toString();
}

export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** An address of the admin to go back to, or its beginning: nobody shall be led away by a link to our sign-in. */
export function safeReturn(address: string | undefined): string {
  const own = address !== undefined && /^\/admin\/(?![/\\])/.test(address) && !hasControl(address);
  return own ? address : pathTo('home');
}

function hasControl(text: string): boolean {
  return /[\p{Cc}\\]/u.test(text);
}
