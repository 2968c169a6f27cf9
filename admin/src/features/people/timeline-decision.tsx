import type { TimelineItem } from '@sarafan/contract';
import { MinorAmount } from '../../kit/amount.tsx';
import { useRead } from '../../kit/api.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { peopleApi } from './api.ts';
import { PersonLink } from './name.tsx';
import { timelineTexts } from './timeline-texts.ts';

type Decision = Extract<TimelineItem, { kind: 'decision' }>;

const outcomes = [
  'participant_joined',
  'participant_banned',
  'ban_lifted',
  'codes_brought',
  'code_taken',
  'balance_opened',
  'balance_taken_back',
  'not_qualified',
  'application_made',
  'application_accepted',
  'application_refused',
  'application_reopened',
  'reward_granted',
  'reward_available',
  'reward_waits',
  'reward_due',
  'reward_fulfilled',
  'fulfilment_failed',
  'fulfilment_beyond_limit',
  'reward_clawed_back',
  'rewards_expiring',
  'rewards_expired',
  'reward_refused',
  'review',
  'review_approved',
  'spent',
  'spending_refused',
  'joined',
  'join_suggested',
  'separated',
  'merge_asked',
  'cap_reserved',
  'cap_released',
  'cap_reached',
  'limit_reached',
  'unknown_code',
  'order_refused',
  'refund_refused',
  'budget_exhausted',
  'reservation_asked',
  'code_answered',
  'reservation_made',
  'reservation_refused',
  'reservation_redeemed',
  'reservation_released',
  'reservation_expired',
  'paid_without_reservation',
  'points_returned',
] as const;
type Outcome = (typeof outcomes)[number];
const isOutcome = (text: string): text is Outcome => outcomes.some((each) => each === text);

interface DecisionProps {
  readonly person: string;
  readonly decision: Decision;
}

/** A decision in words: of an invitation in the server's own sentence, of others by our texts. */
export function DecisionWords({ person, decision }: DecisionProps) {
  const aboutProgram = decision.reactor === 'referral' && decision.about.startsWith('prg_');
  return aboutProgram ? <Verdict person={person} decision={decision} /> : <Known decision={decision} />;
}

/** The explanation of the program has a sentence for each of its decisions. */
function Verdict({ person, decision }: DecisionProps) {
  const language = useLanguage();
  const { data } = useRead(peopleApi.explanation, { query: { person, program: decision.about } });
  const found = data?.decisions.find(({ id }) => id === decision.id);
  return found === undefined ? <Known decision={decision} /> : <Plain text={found.sentence[language]} atMost={500} />;
}

/** A decision that our texts name, with the amount and the person that it is about. */
function Known({ decision: { reactor, outcome, detail } }: { readonly decision: Decision }) {
  const t = useTexts(timelineTexts);
  const grant = objectOf(detail['grant']);
  const friend = textOf(grant['friend']);
  // What expires is of no single grant, since grants of a day are not told apart.
  const expiresAt = textOf(detail['expiresAt']);
  const about = expiresAt === '' ? grant : { amountMinor: detail['amount'], unit: detail['unit'] };
  const minor = textOf(about['amountMinor']);
  const unit = textOf(about['unit']);
  return (
    <>
      {isOutcome(outcome) ? t(outcome) : <Plain text={`${reactor}: ${outcome}`} />}
      {minor === '' ? undefined : (
        <>
          {': '}
          <MinorAmount minor={minor} unit={unit} />
        </>
      )}
      {expiresAt === '' ? undefined : (
        <>
          {', '}
          <Moment at={expiresAt} />
        </>
      )}
      {grant['side'] === 'bonus' ? `, ${t('for_bonus')}` : undefined}
      {friend === '' || grant['side'] !== 'referrer' ? undefined : (
        <>
          {', '}
          {t('for_friend')} <PersonLink id={friend} />
        </>
      )}
    </>
  );
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
