import { Button } from '@mantine/core';
import type { Promotion } from '@sarafan/contract';
import { Copy } from '../../kit/copy.tsx';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { promotionsApi } from './api.ts';
import { PromotionsFrame } from './frame.tsx';
import { StateMark, stateOf } from './state-mark.tsx';
import { promotionsTexts } from './texts.ts';

const kinds = ['shared', 'single', 'personal'] as const;
const statuses = ['active', 'paused', 'ended'] as const;

/** Every promotion with its state and how often it was used. */
export function PromotionsScreen() {
  const t = useTexts(promotionsTexts);
  const go = useGo();
  const may = useMay('write');
  const columns = useColumns();
  const begin = may ? <Button onClick={() => go(pathTo('promotionNew'))}>{t('new_promotion')}</Button> : undefined;
  return (
    <PromotionsFrame actions={begin}>
      <List
        label={t('promotions')}
        route={promotionsApi.promotions}
        columns={columns}
        keyOf={({ promotion }) => promotion}
        hrefOf={({ promotion }) => pathTo('promotion', { promotion })}
        actions={({ code }) => (code === null ? undefined : <Copy text={code} label={code} />)}
        filters={[
          {
            name: 'status',
            label: t('state'),
            options: statuses.map((value) => ({ value, label: t(`state_${value}`) })),
          },
          { name: 'kind', label: t('kind'), options: kinds.map((value) => ({ value, label: t(`kind_${value}`) })) },
        ]}
        empty={{ title: t('empty_title'), text: t('empty_text'), action: begin }}
      />
    </PromotionsFrame>
  );
}

function useColumns(): ListColumns<Promotion> {
  const t = useTexts(promotionsTexts);
  const language = useLanguage();
  const gives = ({ summary }: Promotion): string => plain(summary[0]?.[language] ?? '', 120);
  return [
    {
      ...{ key: 'name', title: t('name') },
      cell: ({ definition }) => <Plain text={definition.name[language]} atMost={60} />,
      text: ({ definition }) => definition.name[language],
    },
    {
      ...{ key: 'code', title: t('code') },
      cell: ({ code }) => (code === null ? undefined : <code>{code}</code>),
      text: ({ code }) => code ?? '',
    },
    { key: 'gives', title: t('gives'), cell: gives, text: gives },
    {
      ...{ key: 'kind', title: t('kind') },
      cell: ({ definition }) => t(`kind_${definition.kind}`),
      text: ({ definition }) => t(`kind_${definition.kind}`),
    },
    {
      ...{ key: 'state', title: t('state') },
      cell: (promotion) => <StateMark promotion={promotion} />,
      text: (promotion) => t(`state_${stateOf(promotion)}`),
    },
    {
      ...{ key: 'used', title: t('used'), align: 'right' },
      cell: ({ used }) => used,
      text: ({ used }, { number }) => number(String(used)),
    },
    {
      ...{ key: 'redeemed', title: t('redeemed'), align: 'right' },
      cell: ({ redeemed }) => redeemed,
      text: ({ redeemed }, { number }) => number(String(redeemed)),
    },
    {
      ...{ key: 'savedAt', title: t('saved_at') },
      cell: ({ savedAt }) => <Moment at={savedAt} />,
      text: ({ savedAt }, { moment }) => moment(savedAt),
    },
  ];
}
