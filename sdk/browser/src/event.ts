import { campaignOf } from './capture.ts';
import { version } from './version.ts';
import type { Visitor } from './visitor.ts';
import type { Place } from './world.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What Segment's SDKs say of an event's page, and the invitation while the server has not heard it. */
export function contextOf({ url, title, referrer, locale, userAgent }: Place, { click, sent }: Visitor): Fields {
  const campaign = campaignOf(url);
  return {
    page: pageOf({ url, title, referrer }),
    locale,
    userAgent,
    library: { name: '@sarafan/browser', version },
    ...(campaign === undefined ? {} : { campaign }),
    ...(click === undefined || sent === true ? {} : { referrer: { type: 'sarafan', id: click } }),
  };
}

export function pageOf({ url, title, referrer }: Pick<Place, 'url' | 'title' | 'referrer'>): Fields {
  const { pathname, search } = new URL(url);
  return { url, path: pathname, search, title, referrer };
}

/** What makes two views of a page different: what stands behind `#` counts when a router keeps a path there. */
export function viewOf(url: string): string {
  const [before = '', hash = ''] = url.split('#', 2);
  return /^[!/]/.test(hash) ? url : before;
}
