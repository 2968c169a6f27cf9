import { Anchor, Text } from '@mantine/core';
import type { Pair } from '@sarafan/contract';
import { useRead } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { type Column, Rows } from '../../kit/rows.tsx';
import { PairStatus } from '../../kit/standing.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { Name, Who } from '../../kit/who.tsx';
import { referralApi } from './api.ts';
import { channelText } from './marks.tsx';
import classes from './referral.module.css';
import { referralTexts } from './texts.ts';
import { supportTexts } from './texts-support.ts';

const shown = 50;

interface PersonProps {
  readonly person: string;
  readonly name: string;
}

/** Whom a person invited and what they paid, and by whom the person was invited. */
export function FriendsAndPayments({ person, name }: PersonProps) {
  const t = useTexts(supportTexts);
  const who = plain(name, 60);
  const { invited, inviting } = usePairColumns();
  return (
    <>
      <Pairs
        query={{ referrer: person }}
        title={t('friends_of', { name: who })}
        none={t('no_friends')}
        columns={invited}
      />
      <Pairs
        query={{ friend: person }}
        title={t('invited_by', { name: who })}
        none={t('nobody_invited')}
        columns={inviting}
      />
    </>
  );
}

function usePairColumns(): { readonly invited: Column<Pair>[]; readonly inviting: Column<Pair>[] } {
  const t = useTexts(supportTexts);
  const words = useTexts(referralTexts);
  const language = useLanguage();
  const at = (key: 'invitedAt' | 'registeredAt' | 'paidAt', title: string): Column<Pair> => ({
    ...{ key, title },
    cell: ({ [key]: moment }) => moment !== null && <Moment at={moment} />,
  });
  const rest: Column<Pair>[] = [
    { key: 'program', title: t('program'), cell: ({ program }) => <Plain text={program.name[language]} /> },
    {
      key: 'channel',
      title: t('channel'),
      cell: ({ channel }) => channel !== null && <span className={classes['word']}>{channelText(words, channel)}</span>,
    },
    at('invitedAt', t('invited_at')),
    at('registeredAt', t('registered_at')),
    at('paidAt', t('paid_at')),
    { key: 'order', title: t('order'), cell: ({ order }) => order !== null && <Plain text={order} atMost={40} /> },
    { key: 'status', title: t('status'), cell: ({ status, reason }) => <PairStatus status={status} reason={reason} /> },
  ];
  const friend: Column<Pair> = {
    ...{ key: 'friend', title: t('friend') },
    cell: (pair) => <Name person={pair.friend} summary={pair.friendPerson} />,
  };
  const referrer: Column<Pair> = {
    ...{ key: 'referrer', title: t('referrer') },
    cell: (pair) => (pair.referrer === null ? '—' : <Name person={pair.referrer} summary={pair.referrerPerson} />),
  };
  return { invited: [friend, ...rest], inviting: [referrer, ...rest] };
}

interface PairsProps {
  readonly query: { readonly referrer: string } | { readonly friend: string };
  readonly title: string;
  readonly none: string;
  readonly columns: Column<Pair>[];
}

function Pairs({ query, title, none, columns }: PairsProps) {
  const { data, error, refetch } = useRead(referralApi.pairs, { query: { ...query, limit: shown } });
  return (
    <Section title={title}>
      {error === null ? undefined : <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading lines={2} /> : undefined}
      {data?.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : undefined}
      {data === undefined || data.items.length === 0 ? undefined : (
        <Rows
          label={title}
          items={data.items}
          columns={columns}
          keyOf={({ program, friend }) => `${program.program} ${friend}`}
          hrefOf={({ program, friend }) => pathTo('pair', { program: program.program, friend })}
        />
      )}
    </Section>
  );
}

/** The two of a pair, each with the way to all that is known of them. */
export function Two({
  pair,
}: {
  readonly pair: Pick<Pair, 'friend' | 'friendPerson' | 'referrer' | 'referrerPerson'>;
}) {
  return (
    <>
      <Who person={pair.referrer} summary={pair.referrerPerson} />
      {pair.referrer === null ? undefined : ' → '}
      <Who person={pair.friend} summary={pair.friendPerson} />
    </>
  );
}

export function PairLink({ program, friend }: { readonly program: string; readonly friend: string }) {
  const t = useTexts(supportTexts);
  return (
    <Anchor component={Link} size="sm" href={pathTo('pair', { program, friend })}>
      {t('to_pair')}
    </Anchor>
  );
}
