import type { Samples } from './sample.ts';

/** What runs by itself: imports, webhooks, the engine. */
export const workSamples: Samples = {
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
