/** What an address tells of an invitation. */
export interface Captured {
  /** The token that Sarafan put there when an invite link was followed. */
  readonly click?: string;
  /** An invite code, as somebody wrote it into the address. */
  readonly code?: string;
  /** The address without them. */
  readonly url: string;
}

/** The parameter under which an invite link brings its click token. */
const clickParameter = 'sarafan_click';
const defaultCodeParameter = 'referral_code';
const charactersAtMost = 200;

/**
 * Reads an invitation from an address. Everything else in the address stays as it is, to the letter: it is cut as text,
 * because reading a query and writing it anew would change what the site has put there.
 */
export function captureFrom(url: string, codeParameter: string = defaultCodeParameter): Captured {
  const hashAt = url.indexOf('#');
  const beforeHash = hashAt < 0 ? url : url.slice(0, hashAt);
  const hash = hashAt < 0 ? '' : url.slice(hashAt);
  const queryAt = beforeHash.indexOf('?');
  if (queryAt < 0) return { url };
  const found: { click?: string; code?: string } = {};
  const pairs = beforeHash.slice(queryAt + 1).split('&');
  const rest = pairs.filter((pair) => {
    const [name = ''] = pair.split('=', 1);
    const field = name === clickParameter ? 'click' : name === codeParameter ? 'code' : undefined;
    if (field === undefined) return true;
    const value = decode(pair.slice(name.length + 1));
    if (found[field] === undefined && value !== '' && value.length <= charactersAtMost) found[field] = value;
    return false;
  });
  if (rest.length === pairs.length) return { url };
  const query = rest.length === 0 ? '' : `?${rest.join('&')}`;
  return { ...found, url: `${beforeHash.slice(0, queryAt)}${query}${hash}` };
}

/** A text that is no proper encoding is nobody's invitation. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' ')).trim();
  } catch {
    return '';
  }
}

/** Segment's names for the parameters of a campaign. */
const campaignNames: Readonly<Record<string, string>> = {
  utm_source: 'source',
  utm_medium: 'medium',
  utm_campaign: 'name',
  utm_term: 'term',
  utm_content: 'content',
};

/** The campaign of an address; undefined when it names none. */
export function campaignOf(url: string): Record<string, string> | undefined {
  const campaign: Record<string, string> = {};
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  for (const pair of query.split('&')) {
    const [name = ''] = pair.split('=', 1);
    const field = Object.hasOwn(campaignNames, name) ? campaignNames[name] : undefined;
    const value = field === undefined ? '' : decode(pair.slice(name.length + 1)).slice(0, charactersAtMost);
    if (field !== undefined && value !== '') campaign[field] = value;
  }
  return Object.keys(campaign).length > 0 ? campaign : undefined;
}
