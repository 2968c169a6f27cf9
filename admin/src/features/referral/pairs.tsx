import type { Pair } from '@sarafan/contract';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { PairStatus, pairStatuses, pairWord, useStandings } from '../../kit/standing.tsx';
import { Name, nameOf, Who } from '../../kit/who.tsx';
import { referralApi } from './api.ts';
import { ProgramFrame } from './frame.tsx';
import { channelText } from './marks.tsx';
import { referralTexts } from './texts.ts';

/** Who was invited to a program by whom, and what it decided. */
export function PairsScreen() {
  const t = useTexts(referralTexts);
  const standing = useStandings();
  return (
    <ProgramFrame>
      {({ program }) => (
        <List
          label={t('pairs')}
          route={referralApi.programPairs}
          params={{ program }}
          columns={pairColumns(t, standing)}
          keyOf={({ friend }) => friend}
          hrefOf={({ friend }) => pathTo('pair', { program, friend })}
          search={{ name: 'q', label: t('search_pairs') }}
          filters={[
            {
              name: 'status',
              label: t('status'),
              options: pairStatuses.map((value) => ({ value, label: standing(`pair_${value}`) })),
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

function pairColumns(t: Say<Key | OtherKey>, standing: ReturnType<typeof useStandings>): ListColumns<Pair> {
  const channel = ({ channel: by, placement }: Pair): string => {
    return [by === null ? '' : channelText(t, by), placement ?? ''].filter((each) => each !== '').join(': ');
  };
  return [
    {
      key: 'friend',
      title: t('friend'),
      cell: ({ friend, friendPerson }) => <Name person={friend} summary={friendPerson} />,
      text: ({ friend, friendPerson }) => nameOf(friendPerson, friend),
    },
    {
      key: 'referrer',
      title: t('referrer'),
      cell: ({ referrer, referrerPerson }) => <Who person={referrer} summary={referrerPerson} />,
      text: ({ referrer, referrerPerson }) => (referrer === null ? '' : nameOf(referrerPerson, referrer)),
    },
    { key: 'channel', title: t('channel'), cell: channel, text: channel },
    {
      ...{ key: 'status', title: t('status') },
      cell: ({ status, reason }) => <PairStatus status={status} reason={reason} />,
      text: (pair) => standing(pairWord(pair)),
    },
    {
      key: 'invitedAt',
      title: t('invited_at'),
      cell: ({ invitedAt }) => invitedAt !== null && <Moment at={invitedAt} />,
      text: ({ invitedAt }, { moment }) => moment(invitedAt),
    },
    {
      ...{ key: 'changedAt', title: t('changed_at') },
      cell: ({ changedAt }) => <Moment at={changedAt} relative />,
      text: ({ changedAt }, { moment }) => moment(changedAt),
    },
  ];
}
