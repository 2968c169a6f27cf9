import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { cabinetPages, invitePages, landingPages, readsForms, rulesPages } from '../rooms/referral/index.ts';
import type { Rooms } from '../wiring.ts';
import { docsPage } from './docs.ts';

/** Pages that people open in a browser: they frame nothing and load nothing from anywhere else. */
export async function pages(app: FastifyInstance, rooms: Rooms, publicUrl: string): Promise<void> {
  await app.register(async (site) => {
    await guard(site, {});
    invitePages(site, rooms.inviteLinks, publicUrl);
    docsPage(site);
  });
  await app.register(async (site) => {
    // A form sent to ourselves, and the workspace's own picture.
    await guard(site, { formAction: ["'self'"], imgSrc: ["'self'"] });
    readsForms(site);
    landingPages(site, { landings: rooms.landings, publicUrl });
    rulesPages(site, rooms.programRules);
    const { cabinets, sharing, appeals, cabinetStatistics } = rooms;
    cabinetPages(site, { cabinets, sharing, appeals, statistics: cabinetStatistics, publicUrl });
  });
}

/** Refuses everything but what is named here and what bears the page's own nonce. */
async function guard(app: FastifyInstance, allowed: Readonly<Record<string, string[]>>): Promise<void> {
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // Both get a nonce of the page's own; a page without a script gives its one to none.
        scriptSrc: [],
        styleSrc: [],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        ...allowed,
      },
    },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    // Whoever serves us over TLS decides how long browsers shall insist on it.
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
}
