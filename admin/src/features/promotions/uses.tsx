import type { PromoUse } from '@sarafan/contract';
import { useReadMore } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { money } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Mark, type Tone } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { More } from '../../kit/more.tsx';
import { Plain } from '../../kit/plain.tsx';
import { Rows } from '../../kit/rows.tsx';
import { Empty, Failure, Loading } from '../../kit/states.tsx';
import { Who } from '../../kit/who.tsx';
import { promotionsApi } from './api.ts';
import { promotionsTexts } from './texts.ts';

const tones = { reserved: 'waiting', redeemed: 'good', released: 'plain' } as const satisfies Record<
  PromoUse['state'],
  Tone
>;

/** Who used the promotion, for which order, and what became of it. */
export function Uses({ promotion }: { readonly promotion: string }) {
  const t = useTexts(promotionsTexts);
  const language = useLanguage();
  const params = { promotion };
  const { items, error, refetch, ...more } = useReadMore(promotionsApi.uses, { params, query: { limit: 20 } });
  return (
    <Section title={t('uses_title')}>
      {error !== null && items === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && items === undefined ? <Loading lines={2} /> : undefined}
      {items?.length === 0 ? <Empty title={t('no_uses')} text={t('no_uses_text')} /> : undefined}
      {items === undefined || items.length === 0 ? undefined : (
        <Rows
          label={t('uses_title')}
          items={items}
          keyOf={({ use }) => use}
          columns={[
            {
              ...{ key: 'person', title: t('person') },
              cell: ({ person, personSummary }) => <Who person={person} summary={personSummary} />,
            },
            { key: 'order', title: t('order'), cell: ({ order }) => <Plain text={order} atMost={40} /> },
            { key: 'code', title: t('code'), cell: ({ code }) => <code>{code}</code> },
            {
              ...{ key: 'discount', title: t('discount'), align: 'right' },
              cell: ({ discount, currency }) => money(discount, currency, language),
            },
            {
              ...{ key: 'state', title: t('state') },
              cell: ({ state }) => <Mark tone={tones[state]}>{t(`use_${state}`)}</Mark>,
            },
            { key: 'at', title: t('when'), cell: ({ at }) => <Moment at={at} /> },
          ]}
        />
      )}
      <More {...more} />
    </Section>
  );
}
