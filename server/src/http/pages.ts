import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { invitePages } from '../rooms/referral/index.ts';
import type { Rooms } from '../wiring.ts';
import { docsPage } from './docs.ts';

/** Pages that people open in a browser: they run no script, frame nothing and load nothing from anywhere. */
export async function pages(app: FastifyInstance, { inviteLinks }: Rooms): Promise<void> {
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // Both get a nonce of the page's own, and no page of ours gives it to a script.
        scriptSrc: [],
        styleSrc: [],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    // Whoever serves us over TLS decides how long browsers shall insist on it.
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
  invitePages(app, inviteLinks);
  docsPage(app);
}
