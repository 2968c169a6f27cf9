import type { AuditRow } from '@sarafan/contract';
import { plain } from '../../kit/format.ts';
import type { Say } from '../../kit/i18n.ts';
import { roles } from './roles.ts';
import type { AuditText } from './texts-audit.ts';

/** What the first word of an action tells: where it was done. */
export const auditAreas = [
  'workspace',
  'key',
  'user',
  'session',
  'invitation',
  'unit',
  'program',
  'binding',
  'application',
  'ban',
  'person',
  'reward',
  'promotion',
  'checkout',
  'cabinet',
  'quarantine',
  'import',
  'webhook',
] as const;

const known = {
  'workspace.create': 'workspace_create',
  'workspace.change': 'workspace_change',
  'key.create': 'key_create',
  'key.revoke': 'key_revoke',
  'user.first_run': 'user_first_run',
  'user.create': 'user_create',
  'user.role': 'user_role',
  'user.remove': 'user_remove',
  'user.reset': 'user_reset',
  'user.password': 'user_password',
  'user.two_factor_on': 'user_two_factor_on',
  'user.two_factor_off': 'user_two_factor_off',
  'session.sign_in': 'session_sign_in',
  'session.sign_in_failed': 'session_sign_in_failed',
  'session.sign_out': 'session_sign_out',
  'invitation.create': 'invitation_create',
  'invitation.accept': 'invitation_accept',
  'invitation.revoke': 'invitation_revoke',
  'unit.save': 'unit_save',
  'program.launch': 'program_launch',
  'binding.create': 'binding_create',
  'binding.refuse': 'binding_refuse',
  'binding.delete': 'binding_delete',
  'application.approve': 'application_approve',
  'application.refuse': 'application_refuse',
  'application.reopen': 'application_reopen',
  'ban.begin': 'ban_begin',
  'ban.appeal': 'ban_appeal',
  'ban.lift': 'ban_lift',
  'ban.keep': 'ban_keep',
  'person.merge': 'person_merge',
  'person.separate': 'person_separate',
  'reward.spend': 'reward_spend',
  'reward.approve': 'reward_approve',
  'reward.refuse': 'reward_refuse',
  'fulfilment.done': 'fulfilment_done',
  'fulfilment.fail': 'fulfilment_fail',
  'fulfilment.reopen': 'fulfilment_reopen',
  'promotion.create': 'promotion_create',
  'promotion.change': 'promotion_change',
  'promotion.status': 'promotion_status',
  'promotion.codes': 'promotion_codes',
  'promotion.code': 'promotion_code',
  'promotion.alarm': 'promotion_alarm',
  'checkout.release': 'checkout_release',
  'checkout.limit': 'checkout_limit',
  'cabinet.link': 'cabinet_link',
  'quarantine.release': 'quarantine_release',
  'import.upload': 'import_upload',
  'import.mapping.save': 'import_mapping_save',
  'import.mapping.delete': 'import_mapping_delete',
  'import.consent': 'import_consent',
  'import.check': 'import_check',
  'import.start': 'import_start',
  'import.continue': 'import_continue',
  'import.stop': 'import_stop',
  'import.undo': 'import_undo',
  'import.delete': 'import_delete',
  'webhook.create': 'webhook_create',
  'webhook.change': 'webhook_change',
  'webhook.rotate': 'webhook_rotate',
  'webhook.disable': 'webhook_disable',
  'webhook.enable': 'webhook_enable',
  'webhook.delete': 'webhook_delete',
  'webhook.test': 'webhook_test',
  'webhook.retry': 'webhook_retry',
} as const satisfies Readonly<Record<string, AuditText>>;

/** What was done, as a sentence. An action that this page does not know yet is told by its own name. */
export function auditSentence(row: AuditRow, t: Say<AuditText>): string {
  const { action, target, detail } = row;
  const about = plain(target, 60);
  const shown = shownValues(detail, t);
  // Entries of long ago name a program by its id alone.
  const values = { ...shown, target: about, key: shown['key'] || about };
  const text = isKnown(action) ? known[action] : undefined;
  if (text === undefined) return t('other', { ...values, action: plain(action, 60) });
  return t(text, values);
}

function isKnown(action: string): action is keyof typeof known {
  return Object.hasOwn(known, action);
}

/** The values that sentences name; words of ours in the reader's language, words of strangers made plain. */
function shownValues(detail: AuditRow['detail'], t: Say<AuditText>): Record<string, string> {
  const own: Readonly<Record<string, (word: string) => string>> = {
    role: (word) => roleName(word, t),
    from: (word) => roleName(word, t),
    to: (word) => roleName(word, t),
    kind: (word) => (word in kindTexts ? t(kindTexts[word as keyof typeof kindTexts]) : plain(word, 60)),
  };
  const entries = places.map((name) => {
    const value = detail[name];
    const word = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return [name, own[name]?.(word) ?? plain(word, 60)];
  });
  return Object.fromEntries(entries);
}

/** What sentences have places for. A place that an entry does not fill stays empty rather than showing its name. */
const places = [
  ...['name', 'note', 'kind', 'email', 'role', 'from', 'to', 'key', 'version'],
  ...['userId', 'code', 'program', 'into', 'profile', 'unit', 'amount', 'fileName', 'url', 'type'],
];

const kindTexts = {
  write: 'kind_write',
  secret: 'kind_secret',
  api: 'kind_api',
  people: 'kind_people',
  orders: 'kind_orders',
  participants: 'kind_participants',
  bindings: 'kind_bindings',
} as const;

function roleName(word: string, t: Say<AuditText>): string {
  const role = roles.find((each) => each === word);
  return role === undefined ? plain(word, 60) : t(`role_${role}`);
}

const settings = ['name', 'timeZone', 'defaultLanguage', 'siteUrl', 'accent', 'logo'] as const;

/** What a change of the settings changed, «Название: Школа → Полиглот», and to when a binding is dated back. */
export function detailsOf({ action, detail }: AuditRow, t: Say<AuditText>, moment: (at: string) => string): string {
  if (action === 'binding.create' || action === 'binding.refuse') {
    const { at } = detail;
    return typeof at === 'number' ? t('dated_back', { at: moment(new Date(at).toISOString()) }) : '';
  }
  if (action !== 'workspace.change') return '';
  return settings
    .filter((name) => isChange(detail[name]))
    .map((name) => {
      const { from, to } = detail[name] as { from: unknown; to: unknown };
      return `${t(`setting_${name}`)}: ${shown(from, t)} → ${shown(to, t)}`;
    })
    .join(' · ');
}

function isChange(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}

function shown(value: unknown, t: Say<AuditText>): string {
  if (value === 'picture') return t('picture');
  return typeof value === 'string' && value !== '' ? plain(value, 60) : t('nothing');
}
