import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import type { ApplicationIds } from './customer-applications.ts';
import type { BanIds } from './customer-bans.ts';
import type { HandoutIds } from './customer-handouts.ts';
import type { ImportIds } from './customer-imports.ts';

/** Ids of one workspace, for requests that name them. */
export interface Ids {
  readonly person: string;
  readonly friend: string;
  /** A person made of two profiles, and the profile that joined. */
  readonly joined: string;
  readonly joinedProfile: string;
  /** A fact in quarantine. */
  readonly quarantined: string;
  /** Two rewards in review. */
  readonly doubtful: string;
  readonly alsoDoubtful: string;
  /** Somebody without an id of the customer's, whom nothing links to anybody. */
  readonly stranger: string;
  readonly userId: string;
  readonly friendUserId: string;
  readonly email: string;
  readonly program: string;
  readonly code: string;
  readonly key: string;
  /** A member of the workspace who is not its only owner, and an open invitation. */
  readonly user: string;
  readonly invitation: string;
  readonly applications: ApplicationIds;
  readonly bans: BanIds;
  readonly handouts: HandoutIds;
  readonly imports: ImportIds;
  /** The name of a saved mapping. */
  readonly mapping: string;
  readonly command: string;
  /** Promotions: one shared code, codes used once, personal codes; with an alarm, and a reservation of each end. */
  readonly promotion: string;
  readonly coupons: string;
  readonly gifts: string;
  readonly alarm: string;
  readonly reserved: string;
  readonly alsoReserved: string;
  /** Endpoints: one that stays, one that may be disabled, one that may go; and a delivery that may be sent again. */
  readonly subscription: string;
  readonly quietSubscription: string;
  readonly spareSubscription: string;
  readonly delivery: string;
}

export interface Sample {
  /** Below /api/v1. */
  readonly url: string;
  readonly payload?: object;
  /**
   * What another workspace's key is answered when it sends this: `unknown` names things of the first, `empty` filters
   * by them, `own` names nothing and shows or changes the caller's own.
   */
  readonly abroad: 'unknown' | 'empty' | 'own';
}

/** One request for each route, naming things of the workspace that it is about. A route without a sample is refused. */
export const samples: Readonly<Record<string, (ids: Ids) => Sample>> = {
  'GET /access/whoami': () => ({ url: '/access/whoami', abroad: 'own' }),
  'GET /access/keys': () => ({ url: '/access/keys', abroad: 'own' }),
  'POST /access/keys': () => ({ url: '/access/keys', payload: { kind: 'write', note: 'site' }, abroad: 'own' }),
  'DELETE /access/keys/:key': ({ key }) => ({ url: `/access/keys/${key}`, abroad: 'unknown' }),
  'GET /access/users': () => ({ url: '/access/users', abroad: 'own' }),
  'PATCH /access/users/:user': ({ user }) => ({
    url: `/access/users/${user}`,
    payload: { role: 'marketer' },
    abroad: 'unknown',
  }),
  'DELETE /access/users/:user': ({ user }) => ({ url: `/access/users/${user}`, abroad: 'unknown' }),
  'GET /access/invitations': () => ({ url: '/access/invitations', abroad: 'own' }),
  'POST /access/invitations': () => ({
    url: '/access/invitations',
    payload: { email: 'newcomer@example.org', role: 'support' },
    abroad: 'own',
  }),
  'DELETE /access/invitations/:invitation': ({ invitation }) => ({
    url: `/access/invitations/${invitation}`,
    abroad: 'unknown',
  }),
  'GET /access/audit': () => ({ url: '/access/audit', abroad: 'own' }),
  'GET /access/workspace': () => ({ url: '/access/workspace', abroad: 'own' }),
  'PATCH /access/workspace': () => ({
    url: '/access/workspace',
    payload: { timeZone: 'Asia/Yekaterinburg' },
    abroad: 'own',
  }),
  'GET /people/persons': ({ email }) => ({ url: `/people/persons?email=${email}`, abroad: 'empty' }),
  'GET /people/persons/:person': ({ person }) => ({ url: `/people/persons/${person}`, abroad: 'unknown' }),
  'GET /people/persons/:person/timeline': ({ person }) => ({
    url: `/people/persons/${person}/timeline`,
    abroad: 'unknown',
  }),
  'GET /people/persons/:person/consents': ({ person }) => ({
    url: `/people/persons/${person}/consents`,
    abroad: 'unknown',
  }),
  'POST /people/persons/:person/separations': ({ joined, joinedProfile }) => ({
    url: `/people/persons/${joined}/separations`,
    payload: { profile: joinedProfile },
    abroad: 'unknown',
  }),
  'POST /people/persons/:person/merges': ({ joined, stranger }) => ({
    url: `/people/persons/${stranger}/merges`,
    payload: { into: joined },
    abroad: 'unknown',
  }),
  'GET /ledger/units': () => ({ url: '/ledger/units', abroad: 'own' }),
  'POST /ledger/units': () => ({
    url: '/ledger/units',
    payload: { unit: 'points', exponent: 2, name: { ru: 'баллы', en: 'points' } },
    abroad: 'own',
  }),
  'GET /ledger/balances': ({ friend }) => ({ url: `/ledger/balances?person=${friend}`, abroad: 'unknown' }),
  'GET /ledger/statement': ({ friend }) => ({ url: `/ledger/statement?person=${friend}`, abroad: 'unknown' }),
  'GET /rewards/grants': ({ friend }) => ({ url: `/rewards/grants?person=${friend}`, abroad: 'unknown' }),
  'POST /rewards/grants/:grant/approve': ({ doubtful }) => ({
    url: `/rewards/grants/${doubtful}/approve`,
    payload: { note: 'A loyal customer' },
    abroad: 'unknown',
  }),
  'POST /rewards/grants/:grant/refuse': ({ alsoDoubtful }) => ({
    url: `/rewards/grants/${alsoDoubtful}/refuse`,
    payload: { note: 'It was a company' },
    abroad: 'unknown',
  }),
  'GET /rewards/fulfilments': ({ handouts }) => ({
    url: `/rewards/fulfilments?state=waiting&by=person&q=${handouts.gift}`,
    abroad: 'own',
  }),
  'POST /rewards/grants/:grant/fulfil': ({ handouts }) => ({
    url: `/rewards/grants/${handouts.gift}/fulfil`,
    payload: { note: 'At the reception', reference: '17' },
    abroad: 'unknown',
  }),
  'POST /rewards/grants/:grant/fail': ({ handouts }) => ({
    url: `/rewards/grants/${handouts.otherGift}/fail`,
    payload: { note: 'Out of stock' },
    abroad: 'unknown',
  }),
  'POST /rewards/grants/:grant/reopen': ({ handouts }) => ({
    url: `/rewards/grants/${handouts.otherGift}/reopen`,
    payload: {},
    abroad: 'unknown',
  }),
  'POST /rewards/spendings': ({ friendUserId }) => ({
    url: '/rewards/spendings',
    payload: { userId: friendUserId, unit: 'lesson', amount: '1' },
    abroad: 'unknown',
  }),
  'GET /referral/programs': () => ({ url: '/referral/programs', abroad: 'own' }),
  'POST /referral/programs': () => ({
    url: '/referral/programs',
    payload: { key: 'second', definition: { ...languageSchool, rewards: [pointsReward] }, note: 'for teachers' },
    abroad: 'own',
  }),
  'POST /referral/programs/check': () => ({
    url: '/referral/programs/check',
    payload: { definition: languageSchool },
    abroad: 'own',
  }),
  'POST /referral/programs/:program/rollback': ({ program }) => ({
    url: `/referral/programs/${program}/rollback`,
    payload: { version: 1, note: 'as it was' },
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program': ({ program }) => ({ url: `/referral/programs/${program}`, abroad: 'unknown' }),
  'GET /referral/programs/:program/versions': ({ program }) => ({
    url: `/referral/programs/${program}/versions`,
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/participants': ({ program, userId }) => ({
    url: `/referral/programs/${program}/participants`,
    payload: { userId },
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/participants': ({ program }) => ({
    url: `/referral/programs/${program}/participants`,
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/applications': ({ applications: { club } }) => ({
    url: `/referral/programs/${club}/applications?state=waiting`,
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/applications/:person': ({ applications: { club, waiting } }) => ({
    url: `/referral/programs/${club}/applications/${waiting}`,
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/applications/:person/approve': ({ applications: { club, waiting } }) => ({
    url: `/referral/programs/${club}/applications/${waiting}/approve`,
    payload: { note: 'A loyal customer' },
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/applications/:person/refuse': ({ applications: { club, alsoWaiting } }) => ({
    url: `/referral/programs/${club}/applications/${alsoWaiting}/refuse`,
    payload: { note: 'No documents' },
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/applications/:person/reopen': ({ applications: { club, refused } }) => ({
    url: `/referral/programs/${club}/applications/${refused}/reopen`,
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/results': ({ friend }) => ({
    url: `/referral/programs/language-school/results?person=${friend}`,
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/tasks': ({ bans: { market } }) => ({
    url: `/referral/programs/${market}/tasks`,
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/tasks/:task/takers': ({ bans: { market, participant } }) => ({
    url: `/referral/programs/${market}/tasks/marathon/takers`,
    payload: { userId: participant },
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/choices': ({ bans: { market, participant } }) => ({
    url: `/referral/programs/${market}/choices?userId=${encodeURIComponent(participant)}`,
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/choices/:choice': ({ bans: { market, participant } }) => ({
    url: `/referral/programs/${market}/choices/gift`,
    payload: { userId: participant, option: 'fewer' },
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/bans': ({ bans: { market } }) => ({
    url: `/referral/programs/${market}/bans?state=standing`,
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/bans/:ban': ({ bans: { market, appealed } }) => ({
    url: `/referral/programs/${market}/bans/${appealed}`,
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/bans': ({ bans: { market, participant } }) => ({
    url: `/referral/programs/${market}/bans`,
    payload: { userId: participant, reason: 'paid_advertising', note: 'Seen by a colleague' },
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/bans/:ban/lift': ({ bans: { market, standing } }) => ({
    url: `/referral/programs/${market}/bans/${standing}/lift`,
    payload: { note: 'A mistake of ours' },
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/bans/:ban/keep': ({ bans: { market, appealed } }) => ({
    url: `/referral/programs/${market}/bans/${appealed}/keep`,
    payload: { note: 'The advertisement is still there' },
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/cabinet-links': ({ program, userId }) => ({
    url: `/referral/programs/${program}/cabinet-links`,
    payload: { userId },
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/pairs': ({ program, person }) => ({
    url: `/referral/programs/${program}/pairs?referrer=${person}&status=rewarded`,
    abroad: 'unknown',
  }),
  'GET /referral/pairs': ({ friend }) => ({ url: `/referral/pairs?friend=${friend}`, abroad: 'empty' }),
  'GET /referral/pairs/:program/:friend': ({ program, friend }) => ({
    url: `/referral/pairs/${program}/${friend}`,
    abroad: 'unknown',
  }),
  'GET /referral/codes': ({ code }) => ({ url: `/referral/codes?code=${code.slice(0, -1)}`, abroad: 'own' }),
  'GET /referral/programs/:program/statistics': ({ program }) => ({
    url: `/referral/programs/${program}/statistics?from=2026-01-01&to=2026-01-31`,
    abroad: 'unknown',
  }),
  'GET /referral/programs/:program/lost': ({ program }) => ({
    url: `/referral/programs/${program}/lost?from=2026-01-01&to=2026-01-31`,
    abroad: 'unknown',
  }),
  'GET /referral/failed-codes': () => ({ url: '/referral/failed-codes', abroad: 'own' }),
  'GET /referral/programs/:program/costs': ({ program }) => ({
    url: `/referral/programs/${program}/costs?from=2026-01-01&to=2026-01-31`,
    abroad: 'unknown',
  }),
  'POST /referral/programs/:program/replay': ({ program }) => ({
    url: `/referral/programs/${program}/replay`,
    payload: { definition: languageSchool },
    abroad: 'unknown',
  }),
  'POST /referral/bindings': ({ code }) => ({
    url: '/referral/bindings',
    payload: { userId: 'newcomer', code },
    abroad: 'unknown',
  }),
  'DELETE /referral/bindings': ({ friend, program }) => ({
    url: '/referral/bindings',
    payload: { person: friend, program },
    abroad: 'unknown',
  }),
  'GET /referral/explanations': ({ friend, program }) => ({
    url: `/referral/explanations?program=${program}&person=${friend}`,
    abroad: 'unknown',
  }),
  'GET /referral/recipes': () => ({ url: '/referral/recipes', abroad: 'own' }),
  'POST /referral/recipes/:recipe/install': () => ({
    url: '/referral/recipes/language-school/install',
    abroad: 'own',
  }),
  'GET /promotions': () => ({ url: '/promotions', abroad: 'own' }),
  'POST /promotions': () => ({ url: '/promotions', payload: { definition: discount }, abroad: 'own' }),
  'POST /promotions/check': () => ({ url: '/promotions/check', payload: { definition: discount }, abroad: 'own' }),
  'GET /promotions/alarms': ({ gifts }) => ({ url: `/promotions/alarms?promotion=${gifts}`, abroad: 'empty' }),
  'POST /promotions/alarms/:alarm/close': ({ alarm }) => ({
    url: `/promotions/alarms/${alarm}/close`,
    payload: { note: 'A typing error' },
    abroad: 'unknown',
  }),
  'GET /promotions/:promotion': ({ promotion }) => ({ url: `/promotions/${promotion}`, abroad: 'unknown' }),
  'PUT /promotions/:promotion': ({ promotion }) => ({
    url: `/promotions/${promotion}`,
    payload: { definition: { ...discount, perPerson: 2 } },
    abroad: 'unknown',
  }),
  'POST /promotions/:promotion/status': ({ promotion }) => ({
    url: `/promotions/${promotion}/status`,
    payload: { status: 'paused' },
    abroad: 'unknown',
  }),
  'GET /promotions/:promotion/codes': ({ coupons }) => ({ url: `/promotions/${coupons}/codes`, abroad: 'unknown' }),
  'GET /promotions/:promotion/codes.csv': ({ coupons }) => ({
    url: `/promotions/${coupons}/codes.csv`,
    abroad: 'unknown',
  }),
  'POST /promotions/:promotion/codes': ({ gifts, friendUserId }) => ({
    url: `/promotions/${gifts}/codes`,
    payload: { userId: friendUserId },
    abroad: 'unknown',
  }),
  'GET /promotions/:promotion/uses': ({ promotion }) => ({ url: `/promotions/${promotion}/uses`, abroad: 'unknown' }),
  'GET /promotions/:promotion/batches': ({ coupons }) => ({
    url: `/promotions/${coupons}/batches`,
    abroad: 'unknown',
  }),
  'POST /promotions/:promotion/batches': ({ coupons }) => ({
    url: `/promotions/${coupons}/batches`,
    payload: { count: 3 },
    abroad: 'unknown',
  }),
  'POST /checkout/quotes': () => ({ url: '/checkout/quotes', payload: cart, abroad: 'own' }),
  'POST /checkout/reservations': () => ({
    url: '/checkout/reservations',
    payload: { ...cart, order: 'basket', key: 'first' },
    abroad: 'own',
  }),
  'GET /checkout/reservations': ({ friend }) => ({
    url: `/checkout/reservations?person=${friend}`,
    abroad: 'unknown',
  }),
  'GET /checkout/reservations/:reservation': ({ reserved }) => ({
    url: `/checkout/reservations/${reserved}`,
    abroad: 'unknown',
  }),
  'POST /checkout/reservations/:reservation/redeem': ({ reserved }) => ({
    url: `/checkout/reservations/${reserved}/redeem`,
    abroad: 'unknown',
  }),
  'POST /checkout/reservations/:reservation/release': ({ alsoReserved }) => ({
    url: `/checkout/reservations/${alsoReserved}/release`,
    abroad: 'unknown',
  }),
  'GET /checkout/limits': () => ({ url: '/checkout/limits', abroad: 'own' }),
  'POST /checkout/limits/:unit/check': () => ({
    url: '/checkout/limits/points/check',
    payload: { limit: { rates: { RUB: '1' }, rules: [{ percent: '25' }] } },
    abroad: 'own',
  }),
  'PUT /checkout/limits/:unit': () => ({
    url: '/checkout/limits/points',
    payload: { limit: { rates: { RUB: '1' }, rules: [{ percent: '25' }] } },
    abroad: 'own',
  }),
  // A file is taken as it comes: this one has a heading and no line.
  'POST /imports': () => ({ url: '/imports?kind=people&fileName=people.csv', payload: ['email'], abroad: 'own' }),
  'GET /imports': () => ({ url: '/imports', abroad: 'own' }),
  'GET /imports/:import': ({ imports }) => ({ url: `/imports/${imports.checked}`, abroad: 'unknown' }),
  'GET /imports/:import/problems': ({ imports }) => ({
    url: `/imports/${imports.checked}/problems`,
    abroad: 'unknown',
  }),
  'GET /imports/:import/problems.csv': ({ imports }) => ({
    url: `/imports/${imports.checked}/problems.csv`,
    abroad: 'unknown',
  }),
  'GET /imports/mappings': () => ({ url: '/imports/mappings', abroad: 'own' }),
  'DELETE /imports/mappings/:mapping': ({ mapping }) => ({
    url: `/imports/mappings/${mapping}?kind=people`,
    abroad: 'unknown',
  }),
  'PUT /imports/:import/mapping': ({ imports }) => ({
    url: `/imports/${imports.draft}/mapping`,
    payload: { columns: [{ column: 1, field: 'user_id' }] },
    abroad: 'unknown',
  }),
  'PUT /imports/:import/consent': ({ imports }) => ({
    url: `/imports/${imports.draft}/consent`,
    payload: { source: 'A form', date: '2025-05-01', document: 'Policy 3' },
    abroad: 'unknown',
  }),
  'DELETE /imports/:import': ({ imports }) => ({ url: `/imports/${imports.spare}`, abroad: 'unknown' }),
  'POST /imports/:import/check': ({ imports }) => ({ url: `/imports/${imports.mapped}/check`, abroad: 'unknown' }),
  'POST /imports/:import/stop': ({ imports }) => ({ url: `/imports/${imports.running}/stop`, abroad: 'unknown' }),
  'POST /imports/:import/undo': ({ imports }) => ({ url: `/imports/${imports.done}/undo`, abroad: 'unknown' }),
  'POST /imports/:import/start': ({ imports }) => ({
    url: `/imports/${imports.checked}/start`,
    payload: { withoutConsent: true },
    abroad: 'unknown',
  }),
  'GET /webhooks/subscriptions': () => ({ url: '/webhooks/subscriptions', abroad: 'own' }),
  'POST /webhooks/subscriptions': () => ({
    url: '/webhooks/subscriptions',
    payload: { url: 'https://example.org/hooks', types: ['reward.granted'] },
    abroad: 'own',
  }),
  'GET /webhooks/subscriptions/:subscription': ({ subscription }) => ({
    url: `/webhooks/subscriptions/${subscription}`,
    abroad: 'unknown',
  }),
  'PATCH /webhooks/subscriptions/:subscription': ({ subscription }) => ({
    url: `/webhooks/subscriptions/${subscription}`,
    payload: { description: 'billing' },
    abroad: 'unknown',
  }),
  'DELETE /webhooks/subscriptions/:subscription': ({ spareSubscription }) => ({
    url: `/webhooks/subscriptions/${spareSubscription}`,
    abroad: 'unknown',
  }),
  'POST /webhooks/subscriptions/:subscription/disable': ({ quietSubscription }) => ({
    url: `/webhooks/subscriptions/${quietSubscription}/disable`,
    abroad: 'unknown',
  }),
  'POST /webhooks/subscriptions/:subscription/enable': ({ quietSubscription }) => ({
    url: `/webhooks/subscriptions/${quietSubscription}/enable`,
    abroad: 'unknown',
  }),
  'POST /webhooks/subscriptions/:subscription/rotate': ({ subscription }) => ({
    url: `/webhooks/subscriptions/${subscription}/rotate`,
    abroad: 'unknown',
  }),
  'POST /webhooks/subscriptions/:subscription/test': ({ subscription }) => ({
    url: `/webhooks/subscriptions/${subscription}/test`,
    payload: { type: 'reward.granted' },
    abroad: 'unknown',
  }),
  'GET /webhooks/deliveries': ({ subscription }) => ({
    url: `/webhooks/deliveries?subscription=${subscription}&type=program.launched`,
    abroad: 'empty',
  }),
  'GET /webhooks/deliveries/:delivery': ({ delivery }) => ({
    url: `/webhooks/deliveries/${delivery}`,
    abroad: 'unknown',
  }),
  'POST /webhooks/deliveries/:delivery/retry': ({ delivery }) => ({
    url: `/webhooks/deliveries/${delivery}/retry`,
    abroad: 'unknown',
  }),
  'GET /engine/commands/:command': ({ command }) => ({ url: `/engine/commands/${command}`, abroad: 'unknown' }),
  'GET /engine/quarantine': () => ({ url: '/engine/quarantine', abroad: 'own' }),
  'GET /engine/quarantine/:fact': ({ quarantined }) => ({
    url: `/engine/quarantine/${quarantined}`,
    abroad: 'unknown',
  }),
  'POST /engine/quarantine/:fact/release': ({ quarantined }) => ({
    url: `/engine/quarantine/${quarantined}/release`,
    abroad: 'unknown',
  }),
  'GET /engine/live': () => ({ url: '/engine/live', abroad: 'own' }),
  'GET /engine/refusals': () => ({ url: '/engine/refusals', abroad: 'own' }),
};

export const discount = {
  name: { ru: 'Скидка', en: 'A discount' },
  kind: 'shared',
  discount: { percent: '10' },
} as const;

const cart = { userId: 'basket-owner', currency: 'RUB', total: 1_000 } as const;

const pointsReward = { to: 'referrer', unit: 'points', amount: '2', holdDays: 0 } as const;
