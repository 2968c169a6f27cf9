import type { TimelineItem } from '@sarafan/contract';
import { MinorAmount } from '../../kit/amount.tsx';
import { useRead } from '../../kit/api.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Plain } from '../../kit/plain.tsx';
import { peopleApi } from './api.ts';
import { PersonLink } from './name.tsx';
import { timelineTexts } from './timeline-texts.ts';

type Decision = Extract<TimelineItem, { kind: 'decision' }>;

const outcomes = [
  'participant_joined',
  'reward_granted',
  'reward_available',
  'reward_clawed_back',
  'reward_refused',
  'review',
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
  const minor = textOf(grant['amountMinor']);
  const unit = textOf(grant['unit']);
  return (
    <>
      {isOutcome(outcome) ? t(outcome) : <Plain text={`${reactor}: ${outcome}`} />}
      {minor === '' ? undefined : (
        <>
          {': '}
          <MinorAmount minor={minor} unit={unit} />
        </>
      )}
      {friend === '' || grant['side'] === 'friend' ? undefined : (
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
