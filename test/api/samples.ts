import type { Samples } from './sample.ts';
import { checkoutSamples } from './samples-checkout.ts';
import { referralSamples } from './samples-referral.ts';
import { workSamples } from './samples-work.ts';

/** One request for each route, naming things of the workspace that it is about. A route without a sample is refused. */
export const samples: Samples = {
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
  ...referralSamples,
  ...checkoutSamples,
  ...workSamples,
};
