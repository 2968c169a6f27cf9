import type { Migrations } from '../src/kit/migrate.ts';
import { migration as engine } from './0001-engine.ts';
import { migration as ledger } from './0002-ledger.ts';
import { migration as people } from './0003-people.ts';
import { migration as rewards } from './0004-rewards.ts';
import { migration as referral } from './0005-referral.ts';
import { migration as access } from './0006-access.ts';
import { migration as management } from './0007-management.ts';
import { migration as profilesOfGrants } from './0008-profiles-of-grants.ts';
import { migration as users } from './0009-users.ts';
import { migration as cabinets } from './0010-cabinets.ts';
import { migration as screens } from './0011-screens.ts';
import { migration as imports } from './0012-imports.ts';
import { migration as lists } from './0013-lists.ts';
import { migration as standings } from './0014-standings.ts';
import { migration as analysts } from './0015-analysts.ts';
import { migration as outlivingOutbox } from './0016-outliving-outbox.ts';
import { migration as webhooks } from './0017-webhooks.ts';
import { migration as applications } from './0018-applications.ts';
import { migration as promotions } from './0020-promotions.ts';
import { migration as checkout } from './0021-checkout.ts';
import { migration as placements } from './0022-placements.ts';
import { migration as oldCodes } from './0023-old-codes.ts';
import { migration as bans } from './0024-bans.ts';
import { migration as expiry } from './0025-expiry.ts';
import { migration as tasks } from './0026-tasks.ts';
import { migration as reachOfVersions } from './0027-reach-of-versions.ts';
import { migration as fulfilments } from './0028-fulfilments.ts';
import { migration as countsOfReferrers } from './0029-counts-of-referrers.ts';
import { migration as rewardedWithoutPayment } from './0030-rewarded-without-payment.ts';

/**
 * Every migration by its name, in order. The list is static, so that the bundle carries them and a stray file in the
 * folder cannot run. A migration that has been released is never changed; the next one corrects it.
 */
export const migrations: Migrations = {
  '0001-engine': engine,
  '0002-ledger': ledger,
  '0003-people': people,
  '0004-rewards': rewards,
  '0005-referral': referral,
  '0006-access': access,
  '0007-management': management,
  '0008-profiles-of-grants': profilesOfGrants,
  '0009-users': users,
  '0010-cabinets': cabinets,
  '0011-screens': screens,
  '0012-imports': imports,
  '0013-lists': lists,
  '0014-standings': standings,
  '0015-analysts': analysts,
  '0016-outliving-outbox': outlivingOutbox,
  '0017-webhooks': webhooks,
  '0018-applications': applications,
  '0020-promotions': promotions,
  '0021-checkout': checkout,
  '0022-placements': placements,
  '0023-old-codes': oldCodes,
  '0024-bans': bans,
  '0025-expiry': expiry,
  '0026-tasks': tasks,
  '0027-reach-of-versions': reachOfVersions,
  '0028-fulfilments': fulfilments,
  '0029-counts-of-referrers': countsOfReferrers,
  '0030-rewarded-without-payment': rewardedWithoutPayment,
};
