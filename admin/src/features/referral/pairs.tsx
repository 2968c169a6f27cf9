import type { Pair } from '@sarafan/contract';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { type Column, List } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { nameOf, Who } from '../../kit/who.tsx';
import { referralApi } from './api.ts';
import { ProgramFrame } from './frame.tsx';
import { channelText, PairStatus, pairStatuses } from './marks.tsx';
import { referralTexts } from './texts.ts';

/** Who was invited to a program by whom, and what it decided. */
export function PairsScreen() {
  const t = useTexts(referralTexts);
  return (
    <ProgramFrame>
      {({ program }) => (
        <List
          label={t('pairs')}
          route={referralApi.programPairs}
          params={{ program }}
          columns={pairColumns(t)}
          keyOf={({ friend }) => friend}
          hrefOf={({ friend }) => pathTo('pair', { program, friend })}
          search={{ name: 'q', label: t('search_pairs') }}
          filters={[
            {
              name: 'status',
              label: t('status'),
              options: pairStatuses.map((value) => ({ value, label: t(`status_${value}`) })),
            },
          ]}
          empty={{ title: t('pairs_empty'), text: t('pairs_empty_text') }}
        />
      )}
    </ProgramFrame>
  );
}

type Key = 'friend' | 'referrer' | 'channel' | 'link' | 'code' | 'manual' | 'none';
type OtherKey = 'status' | 'invited_at' | 'changed_at';

export function pairColumns(t: Say<Key | OtherKey>): Column<Pair>[] {
  return [
    {
      key: 'friend',
      title: t('friend'),
      cell: ({ friend, friendPerson }) => <Plain text={nameOf(friendPerson, friend)} />,
    },
    {
      key: 'referrer',
      title: t('referrer'),
      cell: ({ referrer, referrerPerson }) => <Who person={referrer} summary={referrerPerson} />,
    },
    { key: 'channel', title: t('channel'), cell: ({ channel }) => channel !== null && channelText(t, channel) },
    { key: 'status', title: t('status'), cell: ({ status }) => <PairStatus status={status} /> },
    {
      key: 'invitedAt',
      title: t('invited_at'),
      cell: ({ invitedAt }) => invitedAt !== null && <Moment at={invitedAt} />,
    },
    { key: 'changedAt', title: t('changed_at'), cell: ({ changedAt }) => <Moment at={changedAt} relative /> },
  ];
}
