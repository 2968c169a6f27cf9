import type { TimelineItem } from '@sarafan/contract';
import { useReadMore } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { More } from '../../kit/more.tsx';
import { Plain } from '../../kit/plain.tsx';
import { Raw } from '../../kit/raw.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { peopleApi } from './api.ts';
import { Nothing } from './known.tsx';
import classes from './people.module.css';
import { peopleTexts } from './texts.ts';
import { DecisionWords } from './timeline-decision.tsx';
import { factSummary, factText } from './timeline-facts.ts';
import { timelineTexts } from './timeline-texts.ts';

/** Everything that happened to the person and was decided about them, newest first. */
export function Timeline({ person }: { readonly person: string }) {
  const t = useTexts(peopleTexts);
  const { items, error, refetch, ...more } = useReadMore(peopleApi.timeline, {
    params: { person },
    query: { limit: 30 },
  });
  return (
    <Section title={t('timeline')}>
      {error !== null && items === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && items === undefined ? <Loading lines={4} /> : undefined}
      {items?.length === 0 ? <Nothing text={t('no_timeline')} /> : undefined}
      <ol className={`${classes['plainList']} ${classes['timeline']}`}>
        {items?.map((item) => (
          <li key={`${item.kind} ${item.id}`} data-kind={item.kind}>
            <div className={classes['line']}>
              <span>
                {item.kind === 'fact' ? <FactWords fact={item} /> : <DecisionWords person={person} decision={item} />}
              </span>
              <span className={classes['when']}>
                <Moment at={item.kind === 'fact' ? item.happenedAt : item.at} />
              </span>
              <Raw value={item} title="JSON" />
            </div>
          </li>
        ))}
      </ol>
      <More {...more} />
    </Section>
  );
}

type Fact = Extract<TimelineItem, { kind: 'fact' }>;

/** What happened, with what one wants to know of it at once, and whether only a browser says so. */
function FactWords({ fact }: { readonly fact: Fact }) {
  const t = useTexts(timelineTexts);
  const language = useLanguage();
  const known = factText(fact);
  const summary = factSummary(fact, language);
  return (
    <>
      <strong>{known === undefined ? <Plain text={fact.name === '' ? fact.type : fact.name} /> : t(known)}</strong>
      {summary === '' ? undefined : (
        <>
          {' '}
          · <Plain text={summary} />
        </>
      )}{' '}
      {fact.trust === 'public' ? <Mark tone="waiting">{t('from_browser')}</Mark> : undefined}
    </>
  );
}
