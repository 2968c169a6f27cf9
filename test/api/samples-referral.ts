import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import type { Samples } from './sample.ts';

const pointsReward = { to: 'referrer', unit: 'points', amount: '2', holdDays: 0 } as const;

export const referralSamples: Samples = {
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
};
