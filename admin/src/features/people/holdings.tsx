import { Text } from '@mantine/core';
import type { LedgerBalance, RewardGrant } from '@sarafan/contract';
import { Amount } from '../../kit/amount.tsx';
import { useRead, useReadMore } from '../../kit/api.ts';
import { Copy } from '../../kit/copy.tsx';
import { Facts, Section } from '../../kit/detail.tsx';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { Moment } from '../../kit/moment.tsx';
import { More } from '../../kit/more.tsx';
import { type Column, Rows } from '../../kit/rows.tsx';
import { GrantState } from '../../kit/standing.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { peopleApi } from './api.ts';
import { Nothing } from './known.tsx';
import { PersonLink } from './name.tsx';
import { peopleTexts } from './texts.ts';

interface HoldingsProps {
  readonly person: string;
}

/** What the person can spend, and what is still to come. */
export function Balances({ person }: HoldingsProps) {
  const t = useTexts(peopleTexts);
  const { data, error, refetch } = useRead(peopleApi.balances, { query: { person } });
  return (
    <Section title={t('balance')}>
      {error !== null && data === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {data?.items.length === 0 ? <Nothing text={t('no_balance')} /> : undefined}
      {data?.items.map((balance) => (
        <Balance key={balance.unit} balance={balance} />
      ))}
    </Section>
  );
}

function Balance({ balance }: { readonly balance: LedgerBalance }) {
  const t = useTexts(peopleTexts);
  const { unit, available, pending, reserved } = balance;
  const others = [
    { label: t('pending'), value: pending === '0' ? undefined : <Amount amount={pending} unit={unit} /> },
    { label: t('reserved'), value: reserved === '0' ? undefined : <Amount amount={reserved} unit={unit} /> },
  ];
  return (
    <div>
      <Text size="xl" fw={600}>
        <Amount amount={available} unit={unit} />
      </Text>
      <Facts items={others} />
    </div>
  );
}

/** Every reward of the person, newest first. */
export function Grants({ person }: HoldingsProps) {
  const t = useTexts(peopleTexts);
  const { items, error, refetch, ...more } = useReadMore(peopleApi.grants, { query: { person, limit: 10 } });
  return (
    <Section title={t('rewards')}>
      {error !== null && items === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && items === undefined ? <Loading lines={2} /> : undefined}
      {items?.length === 0 ? <Nothing text={t('no_rewards')} /> : undefined}
      {items === undefined || items.length === 0 ? undefined : (
        <Rows label={t('rewards')} items={items} columns={grantColumns(t)} keyOf={({ grant }) => grant} />
      )}
      <More {...more} />
    </Section>
  );
}

/** The promo code by which the reward was given. */
function Code({ code, t }: { readonly code: string; readonly t: Say<GrantText> }) {
  return (
    <Text span size="sm" ff="monospace">
      {code} <Copy text={code} label={t('promo_code')} />
    </Text>
  );
}

type GrantText = 'promo_code' | 'amount' | 'for_whom' | 'state' | 'granted' | `as_${'referrer' | 'friend' | 'bonus'}`;

function grantColumns(t: Say<GrantText>): Column<RewardGrant>[] {
  return [
    { key: 'amount', title: t('amount'), cell: ({ amount, unit }) => <Amount amount={amount} unit={unit} /> },
    {
      key: 'for',
      title: t('for_whom'),
      cell: ({ side, friend, friendPerson }) =>
        side !== 'referrer' ? (
          t(`as_${side}`)
        ) : (
          <>
            {t('as_referrer')} <PersonLink id={friend} known={friendPerson} />
          </>
        ),
    },
    {
      key: 'state',
      title: t('state'),
      cell: ({ state, fulfilment }) => (
        <>
          <GrantState state={state} /> {fulfilment?.code == null ? undefined : <Code code={fulfilment.code} t={t} />}
        </>
      ),
    },
    { key: 'at', title: t('granted'), cell: ({ grantedAt }) => <Moment at={grantedAt} /> },
  ];
}
