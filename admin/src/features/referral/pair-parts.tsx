import { Text } from '@mantine/core';
import type { PairDetail } from '@sarafan/contract';
import { Amount } from '../../kit/amount.tsx';
import { Section } from '../../kit/detail.tsx';
import { money, plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Mark, type Tone } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { Raw } from '../../kit/raw.tsx';
import { Rows } from '../../kit/rows.tsx';
import { Who } from '../../kit/who.tsx';
import classes from './referral.module.css';
import { supportTexts } from './texts-support.ts';

interface PartProps {
  readonly pair: PairDetail;
}

function None({ text }: { readonly text: string }) {
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  );
}

export function Rewards({ pair: { explanation, friend, friendPerson, referrer, referrerPerson } }: PartProps) {
  const t = useTexts(supportTexts);
  const language = useLanguage();
  const { rewards } = explanation;
  const summaryOf = (person: string) =>
    person === friend ? friendPerson : person === referrer ? referrerPerson : undefined;
  return (
    <Section title={t('rewards')}>
      {rewards.length === 0 ? (
        <None text={t('no_rewards')} />
      ) : (
        <Rows
          label={t('rewards')}
          items={rewards}
          columns={[
            {
              key: 'holder',
              title: t('holder'),
              cell: ({ holder }) => <Who person={holder.person} summary={summaryOf(holder.person)} />,
            },
            { key: 'amount', title: t('reward'), cell: ({ amount, unit }) => <Amount amount={amount} unit={unit} /> },
            { key: 'why', title: t('why'), cell: ({ sentence }) => <Plain text={sentence[language]} atMost={500} /> },
          ]}
          keyOf={({ grant }) => grant}
        />
      )}
    </Section>
  );
}

const earningTones = {
  earned: 'good',
  reversed: 'plain',
  refused: 'bad',
  waiting: 'waiting',
} as const satisfies Record<PairDetail['explanation']['earnings'][number]['status'], Tone>;

/** What each reward of the program comes to for each of its causes, and what stands in its way. */
export function Earnings({ pair: { explanation } }: PartProps) {
  const t = useTexts(supportTexts);
  const language = useLanguage();
  const { earnings } = explanation;
  if (earnings.length === 0) return undefined;
  return (
    <Section title={t('earnings')}>
      <Rows
        label={t('earnings')}
        items={earnings}
        columns={[
          {
            key: 'to',
            title: t('holder'),
            cell: ({ to }) => <span className={classes['word']}>{t(`earning_to_${to}`)}</span>,
          },
          { key: 'gift', title: t('promised'), cell: ({ gift }) => <Plain text={gift[language]} atMost={300} /> },
          {
            key: 'status',
            title: t('outcome'),
            cell: ({ status }) => <Mark tone={earningTones[status]}>{t(`earning_${status}`)}</Mark>,
          },
          { key: 'why', title: t('why'), cell: ({ sentence }) => <Plain text={sentence[language]} atMost={500} /> },
          {
            key: 'found',
            title: t('found'),
            cell: ({ failure }) =>
              failure !== null && <Plain text={foundText(failure.actual) ?? t('nothing_known')} atMost={200} />,
          },
          { key: 'at', title: t('moment'), cell: ({ at }) => at !== null && <Moment at={at} /> },
        ]}
        keyOf={({ reward, cause }) => `${reward} ${cause ?? ''}`}
      />
    </Section>
  );
}

/** What a condition found instead; undefined when nothing was known. */
function foundText(actual: unknown): string | undefined {
  if (actual === null || actual === undefined) return undefined;
  return typeof actual === 'string' ? actual : JSON.stringify(actual);
}

export function Payments({ pair: { orders } }: PartProps) {
  const t = useTexts(supportTexts);
  const language = useLanguage();
  const paid = (amount: string, currency: string): string => plain(money(amount, currency, language));
  // A way that nothing was paid by says nothing.
  const part = (amount: string, currency: string) => Number(amount) !== 0 && paid(amount, currency);
  return (
    <Section title={t('payments')}>
      {orders.length === 0 ? (
        <None text={t('no_payments')} />
      ) : (
        <Rows
          label={t('payments')}
          items={orders}
          columns={[
            { key: 'id', title: t('order'), cell: ({ id }) => <Plain text={id} atMost={60} /> },
            { key: 'at', title: t('moment'), cell: ({ at }) => <Moment at={at} /> },
            { key: 'total', title: t('paid_total'), cell: (each) => paid(each.total, each.currency), align: 'right' },
            { key: 'money', title: t('paid_money'), cell: (each) => part(each.money, each.currency), align: 'right' },
            {
              key: 'certificate',
              title: t('paid_certificate'),
              cell: (each) => part(each.certificate, each.currency),
              align: 'right',
            },
            {
              key: 'points',
              title: t('paid_points'),
              cell: (each) => part(each.points, each.currency),
              align: 'right',
            },
            {
              key: 'coupon',
              title: t('coupon'),
              cell: ({ coupon }) => coupon !== null && <Plain text={coupon} atMost={40} />,
            },
            { key: 'decides', title: '', cell: ({ decides }) => decides && <Mark>{t('decides')}</Mark> },
          ]}
          keyOf={({ id, fact }) => `${id} ${fact}`}
        />
      )}
    </Section>
  );
}

export function Refunds({ pair: { refunds } }: PartProps) {
  const t = useTexts(supportTexts);
  const language = useLanguage();
  if (refunds.length === 0) return undefined;
  return (
    <Section title={t('refunds')}>
      <Rows
        label={t('refunds')}
        items={refunds}
        columns={[
          { key: 'order', title: t('order'), cell: ({ order }) => <Plain text={order} atMost={60} /> },
          { key: 'at', title: t('moment'), cell: ({ at }) => <Moment at={at} /> },
          {
            key: 'amount',
            title: t('amount'),
            cell: ({ amount, currency }) =>
              amount === null ? t('refunded_whole') : plain(money(amount, currency ?? '', language)),
          },
        ]}
        keyOf={({ order, fact }) => `${order} ${fact}`}
      />
    </Section>
  );
}

/** What conditions looked at and what they found there, in their order, up to the first that failed. */
export function Seen({ pair: { explanation } }: PartProps) {
  const t = useTexts(supportTexts);
  const language = useLanguage();
  const { seen, failure } = explanation;
  if (seen.length === 0) return undefined;
  return (
    <Section title={t('seen')}>
      <Rows
        label={t('seen')}
        items={seen}
        columns={[
          { key: 'found', title: t('found'), cell: ({ sentence }) => <Plain text={sentence[language]} atMost={500} /> },
          {
            key: 'outcome',
            title: t('why'),
            cell: ({ path }) => path === failure?.path && <Plain text={failure.sentence[language]} atMost={500} />,
          },
        ]}
        keyOf={({ path }) => path}
      />
    </Section>
  );
}

export function Decisions({ pair: { explanation } }: PartProps) {
  const t = useTexts(supportTexts);
  const language = useLanguage();
  const { decisions } = explanation;
  return (
    <Section title={t('decisions')}>
      {decisions.length === 0 ? (
        <None text={t('no_decisions')} />
      ) : (
        <Rows
          label={t('decisions')}
          items={decisions}
          columns={[
            { key: 'at', title: t('moment'), cell: ({ at }) => <Moment at={at} /> },
            {
              key: 'sentence',
              title: t('decided'),
              cell: ({ sentence, version }) => (
                <span>
                  <Plain text={sentence[language]} atMost={500} />
                  {version === null ? undefined : (
                    <Text span size="xs" c="dimmed">{` · ${t('by_version', { version })}`}</Text>
                  )}
                </span>
              ),
            },
            {
              key: 'facts',
              title: t('facts'),
              cell: ({ facts }) => <Plain text={facts.join(', ')} atMost={300} />,
            },
            { key: 'detail', title: '', cell: ({ detail }) => <Raw value={detail} /> },
          ]}
          keyOf={({ id }) => id}
        />
      )}
    </Section>
  );
}
