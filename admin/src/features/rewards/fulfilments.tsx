import { Button, Group, Text } from '@mantine/core';
import type { Fulfilment, RewardGrant } from '@sarafan/contract';
import { useState } from 'react';
import { Copy } from '../../kit/copy.tsx';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { List } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import type { ListColumn } from '../../kit/rows.tsx';
import { useMay } from '../../kit/session.ts';
import { FulfilmentState, useStandings } from '../../kit/standing.tsx';
import { rewardsApi } from './api.ts';
import { explanationOf, useGrantColumns, usePrograms } from './columns.tsx';
import { RewardsFrame } from './frame.tsx';
import { type Report, ReportDialog } from './report.tsx';
import { handoutTexts } from './texts-handouts.ts';

const states = ['waiting', 'failed', 'done', 'cancelled'] as const satisfies readonly Fulfilment['state'][];
const ways = ['person', 'webhook', 'promo_code'] as const satisfies readonly Fulfilment['by'][];

interface Asked {
  readonly grant: RewardGrant;
  readonly report: Report;
}

/** What a person may say of it, as it stands. A promo code that its holder knows is theirs. */
const mayBeSaid = {
  waiting: ['fulfil', 'fail'],
  failed: ['fulfil', 'reopen'],
  done: ['reopen'],
  cancelled: [],
} as const satisfies Record<Fulfilment['state'], readonly Report[]>;

function reportsOf({ fulfilment, state }: RewardGrant): readonly Report[] {
  if (fulfilment === null || state === 'clawed_back') return [];
  return fulfilment.state === 'done' && fulfilment.code !== null ? [] : mayBeSaid[fulfilment.state];
}

/** Rewards that are handed out instead of being spent: what waits, what was given, what could not be. */
export function FulfilmentsScreen() {
  const t = useTexts(handoutTexts);
  const may = useMay('support');
  const standing = useStandings();
  const language = useLanguage();
  const columns = useGrantColumns();
  const own = useHandoutColumns();
  const programs = usePrograms();
  const [asked, setAsked] = useState<Asked>();
  const actions = (grant: RewardGrant) => (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {reportsOf(grant).map((report) => (
        <Button
          key={report}
          size="compact-sm"
          variant="default"
          flex="none"
          onClick={() => setAsked({ grant, report })}
        >
          {t(report)}
        </Button>
      ))}
    </Group>
  );
  return (
    <RewardsFrame>
      <List
        label={t('hand_out')}
        route={rewardsApi.fulfilments}
        search={{ name: 'q', label: t('search') }}
        columns={[columns.holder, columns.amount, own.state, own.way, own.note, columns.program, own.since]}
        {...(may ? { actions } : {})}
        keyOf={({ grant }) => grant}
        hrefOf={explanationOf}
        filters={[
          {
            name: 'state',
            label: t('state'),
            options: states.map((value) => ({ value, label: standing(`fulfilment_${value}`) })),
          },
          {
            name: 'program',
            label: t('program'),
            options: programs.map(({ program, name }) => ({ value: program, label: plain(name[language], 60) })),
          },
          {
            name: 'by',
            label: t('way'),
            options: ways.map((value) => ({ value, label: t(`by_${value}`) })),
          },
        ]}
        empty={{ title: t('empty_title'), text: t('empty_text') }}
      />
      {asked === undefined ? undefined : <ReportDialog {...asked} onClose={() => setAsked(undefined)} />}
    </RewardsFrame>
  );
}

function useHandoutColumns(): Record<'state' | 'way' | 'note' | 'since', ListColumn<RewardGrant>> {
  const t = useTexts(handoutTexts);
  const standing = useStandings();
  const wayOf = ({ fulfilment }: RewardGrant): string => (fulfilment === null ? '' : t(`by_${fulfilment.by}`));
  const noteOf = ({ fulfilment }: RewardGrant): string => {
    return [fulfilment?.reference, fulfilment?.note].filter((each) => typeof each === 'string').join('. ');
  };
  return {
    state: {
      ...{ key: 'state', title: t('state') },
      cell: ({ fulfilment }) => (fulfilment === null ? undefined : <FulfilmentState state={fulfilment.state} />),
      text: ({ fulfilment }) => (fulfilment === null ? '' : standing(`fulfilment_${fulfilment.state}`)),
    },
    way: { key: 'way', title: t('way'), cell: wayOf, text: wayOf },
    note: {
      ...{ key: 'note', title: t('note') },
      cell: (grant) => <Said text={noteOf(grant)} code={grant.fulfilment?.code ?? null} />,
      text: (grant) => [grant.fulfilment?.code ?? '', noteOf(grant)].filter((each) => each !== '').join('. '),
    },
    since: {
      ...{ key: 'since', title: t('since') },
      cell: ({ fulfilment }) => (fulfilment === null ? undefined : <Moment at={fulfilment.since} />),
      text: ({ fulfilment }, { moment }) => (fulfilment === null ? '' : moment(fulfilment.since)),
    },
  };
}

function Said({ text, code }: { readonly text: string; readonly code: string | null }) {
  const t = useTexts(handoutTexts);
  if (code === null) return <Plain text={text} atMost={80} />;
  return (
    <Group gap={4} wrap="nowrap">
      <Text span size="sm" ff="monospace">
        {code}
      </Text>
      <Copy text={code} label={t('code')} />
    </Group>
  );
}
