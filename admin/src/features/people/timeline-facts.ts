import type { TimelineItem } from '@sarafan/contract';
import { money } from '../../kit/format.ts';
import type { Language } from '../../kit/i18n.ts';

type Fact = Extract<TimelineItem, { kind: 'fact' }>;

/** Facts that have a name in our texts, by the name that they bear in events. */
const byName = {
  'Order Completed': 'order_completed',
  'Order Refunded': 'order_refunded',
  'Order Credited': 'order_credited',
  'Refund Credited': 'refund_credited',
  'Referral Link Clicked': 'link_clicked',
  'Referral Link Shared': 'link_shared',
  'Name Invite Link': 'name_link',
  'Referral Code Entered': 'code_entered',
  'Invite Form Sent': 'form_sent',
  'Invitation Shared': 'invitation_shared',
  'Join Program': 'join_program',
  'Apply Ban': 'apply_ban',
  'Look Again': 'look_again',
  'Take Task': 'take_task',
  'Choose Reward': 'choose_reward',
  'Report Fulfilment': 'report_fulfilment',
  'Offer Reward Code': 'offer_code',
  'Take Back Import': 'take_back_import',
  'Accept Application': 'accept_application',
  'Refuse Application': 'refuse_application',
  'Reopen Application': 'reopen_application',
  'Bind Friend': 'bind_friend',
  'Import Participant': 'import_participant',
  'Import Binding': 'import_binding',
  'Open Balance': 'open_balance',
  'Unbind Friend': 'unbind_friend',
  'Reward Granted': 'reward_granted_fact',
  'Reward Let Through': 'reward_let_through',
  'Results Told': 'results_told',
  'Referral Counted': 'referral_counted',
  'Referral Uncounted': 'referral_uncounted',
  'Standing Told': 'standing_told',
  'Reward Revoked': 'reward_revoked',
  'Reward Declined': 'reward_declined',
  'Reward Kept': 'reward_kept',
  'Reward Taken Back': 'reward_taken_back',
  'Review Reward': 'review_reward',
  'Reward Reviewed': 'reward_reviewed',
  'Reward Reserved': 'reward_reserved',
  'Reserve Reward': 'reserve_reward',
  'Release Reward': 'release_reward',
  'Spend Reward': 'spend_reward',
  'Separate Profile': 'separate_profile',
  'Merge Persons': 'merge_persons',
  'Profile Joined': 'profile_joined',
  'Profile Leaving': 'profile_leaving',
  'Profile Left': 'profile_left',
  'Profile Parted': 'profile_parted',
  'Join Requested': 'join_requested',
  'Person Freezing': 'person_freezing',
  'Reserve Checkout': 'reserve_checkout',
  'Redeem Reservation': 'redeem_reservation',
  'Release Reservation': 'release_reservation',
  'Promotion Claimed': 'promotion_claimed',
  'Promotion Declined': 'promotion_declined',
  'Set Holdings Aside': 'set_holdings_aside',
  'Put Holdings Back': 'put_holdings_back',
  'Pay With Holdings': 'pay_with_holdings',
  'Pay Holdings Back': 'pay_holdings_back',
} as const;

/** Moments that a room has waited for, by the name of the room. */
const byTimer = { rewards: 'hold_ended', referral: 'period_ended', checkout: 'reservation_time' } as const;

const byType = { identify: 'identify', page: 'page', screen: 'screen', alias: 'alias', group: 'group' } as const;

export type FactText =
  | (typeof byName)[keyof typeof byName]
  | (typeof byTimer)[keyof typeof byTimer]
  | (typeof byType)[keyof typeof byType];

/** The text that names a fact; undefined for events that only the workspace knows; they are shown by their name. */
export function factText({ type, name }: Pick<Fact, 'type' | 'name'>): FactText | undefined {
  if (type === 'timer' && Object.hasOwn(byTimer, name)) return byTimer[name as keyof typeof byTimer];
  if (Object.hasOwn(byName, name)) return byName[name as keyof typeof byName];
  return Object.hasOwn(byType, type) ? byType[type as keyof typeof byType] : undefined;
}

/** What of a fact one wants to know at once: the order and its sum, the code, the page, the traits that were told. */
export function factSummary({ properties = {}, traits = {}, context = {} }: Fact, language: Language): string {
  const orderId = textIn(properties, 'order_id');
  const total = textIn(properties, 'total');
  const sum = total === '' ? '' : money(total, textIn(properties, 'currency'), language);
  const page = textIn(properties, 'title') || textIn(properties, 'path') || textIn(properties, 'url');
  const address = typeof context['page'] === 'object' ? textIn({ ...context['page'] }, 'path') : '';
  const told = Object.keys(traits).join(', ');
  const where = [textIn(properties, 'code'), textIn(properties, 'placement')];
  return [orderId, sum, ...where, page || address, told].filter((each) => each !== '').join(' · ');
}

function textIn(object: Readonly<Record<string, unknown>>, name: string): string {
  const value = object[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
