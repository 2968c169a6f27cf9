import { isTimeZone } from '../../../kit/values/zones.ts';

/** How a workspace looks and where it is: what its pages, lists and statistics go by. */
export interface Settings {
  readonly name: string;
  readonly timeZone: string;
  readonly defaultLanguage: 'ru' | 'en';
  readonly siteUrl: string | null;
  /** `#rrggbb`; null: the pages' own. */
  readonly accent: string | null;
  /** A data URI of a picture. */
  readonly logo: string | null;
}

export type SettingsChange = { readonly [Name in keyof Settings]?: Settings[Name] };

export type SettingsProblem = 'blank_name' | 'unknown_time_zone' | 'bad_site_url' | 'not_a_picture';

/** What is wrong with a change whose form the contract has checked; undefined when nothing is. */
export function settingsProblem({ name, timeZone, siteUrl, logo }: SettingsChange): SettingsProblem | undefined {
  if (name !== undefined && name.trim() === '') return 'blank_name';
  if (timeZone !== undefined && !isTimeZone(timeZone)) return 'unknown_time_zone';
  if (typeof siteUrl === 'string' && !isSiteUrl(siteUrl)) return 'bad_site_url';
  if (typeof logo === 'string' && !isPicture(logo)) return 'not_a_picture';
  return undefined;
}

/** The change in the form in which it is stored. */
export function tidied(change: SettingsChange): SettingsChange {
  const { name, accent } = change;
  return {
    ...change,
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(typeof accent === 'string' ? { accent: accent.toLowerCase() } : {}),
  };
}

function isSiteUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

/** How a picture of each kind begins, in base64: a file of another kind under its name is a mistake. */
const beginnings: readonly (readonly [string, RegExp])[] = [
  ['image/png', /^iVBORw0KGgo/],
  ['image/jpeg', /^\/9j\//],
  ['image/gif', /^R0lGOD/],
  ['image/webp', /^UklGR/],
  // A markup file may begin with a mark of its encoding, white space, a comment or a declaration.
  ['image/svg+xml', /^(77u\/)?(ICAg|Cgo|DQo|Cjx|PHN2|PD94|PCEt|PCFE|PCFk|CTx|IDxz|Cgk|ICA8)/],
];

function isPicture(uri: string): boolean {
  const [head = '', body = ''] = uri.slice('data:'.length).split(';base64,');
  return beginnings.some(([type, beginning]) => type === head && beginning.test(body));
}
