/** The beginning of a key tells its kind: only this one may stand in a page. */
export const siteKeyBeginning = 'sfw_';

/** What stands in the place of a key that is not known here. */
const keyPlace = { write: 'sfw_…', secret: 'sfs_…' } as const;

/** The tag of a site: it loads the script and tells of every page that a visitor sees. */
export function tagOf(publicUrl: string, writeKey: string): string {
  const shown = /^[\w-]+$/.test(writeKey) ? writeKey : keyPlace.write;
  return `<script async src="${publicUrl}/sdk/sarafan.js"
  data-write-key="${shown}" data-pages="auto"></script>`;
}

/** How a server in Node tells of registrations and orders, with the official SDK of Segment. */
export function serverExampleOf(publicUrl: string): string {
  return `import { Analytics } from '@segment/analytics-node';

const sarafan = new Analytics({
  writeKey: process.env.SARAFAN_SECRET_KEY, // ${keyPlace.secret}
  host: '${publicUrl}',
  path: '/v1/batch',
});

sarafan.identify({
  userId: 'user-42',
  anonymousId, // sarafan.anonymousId() in the page
  traits: { name: 'Anna', email: 'anna@example.com' },
});

sarafan.track({
  userId: 'user-42',
  event: 'Order Completed',
  properties: { order_id: '1001', total: 4990, currency: 'RUB' },
});`;
}
