import { Stack, Text } from '@mantine/core';
import type { FailedCode, LostReferrals } from '@sarafan/contract';
import { useAddress } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { decimal } from '../../kit/format.ts';
import { type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { Rows } from '../../kit/rows.tsx';
import { PairStatus } from '../../kit/standing.tsx';
import { Empty, Failure, Loading } from '../../kit/states.tsx';
import { nameOf, Who } from '../../kit/who.tsx';
import { referralApi } from './api.ts';
import { ProgramFrame } from './frame.tsx';
import { Period } from './period.tsx';
import { referralTexts } from './texts.ts';

/** Invitations that brought nothing, each with its reason, and what was typed as a code and is nobody's. */
export function LostScreen() {
  return <ProgramFrame>{({ program }) => <Lost program={program} />}</ProgramFrame>;
}

function Lost({ program }: { readonly program: string }) {
  const t = useTexts(referralTexts);
  const { from, to } = useAddress().values;
  const { data, error, refetch } = useRead(referralApi.lost, { params: { program }, query: { from, to } });
  return (
    <Stack gap="md">
      <Period from={data?.from} to={data?.to} hasChannels={false} />
      <Section title={t('lost_reasons')}>
        {error === null ? undefined : <Failure error={error} retry={() => void refetch()} />}
        {data === undefined && error === null ? <Loading /> : undefined}
        {data === undefined ? undefined : <Reasons lost={data} program={program} />}
      </Section>
      <Section title={t('failed_codes')}>
        <Text size="sm" c="dimmed" mb="xs">
          {t('failed_codes_means')}
        </Text>
        <List
          label={t('failed_codes')}
          route={referralApi.failedCodes}
          columns={codeColumns(t)}
          keyOf={({ typed }) => typed}
          empty={{ title: t('no_failed_codes'), text: t('no_failed_codes_text') }}
        />
      </Section>
    </Stack>
  );
}

function Reasons({ lost: { reasons }, program }: { readonly lost: LostReferrals; readonly program: string }) {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  if (reasons.length === 0) return <Empty title={t('nothing_lost')} text={t('nothing_lost_text')} />;
  return (
    <Rows
      label={t('lost_reasons')}
      items={reasons}
      columns={[
        { key: 'reason', title: t('reason'), cell: ({ sentence }) => sentence[language] },
        {
          ...{ key: 'status', title: t('status') },
          cell: ({ status, reason }) =>
            status !== null && (
              <Link href={pathTo('programPairs', { program }, { status })}>
                <PairStatus status={status} reason={reason} />
              </Link>
            ),
        },
        {
          ...{ key: 'count', title: t('lost_count'), align: 'right' },
          cell: ({ count }) => decimal(String(count), language),
        },
      ]}
      keyOf={({ reason, status }) => `${reason} ${status ?? ''}`}
    />
  );
}

type Key = 'typed' | 'typed_times' | 'typed_by' | 'near_codes' | 'last_typed';

function codeColumns(t: Say<Key>): ListColumns<FailedCode> {
  return [
    { key: 'typed', title: t('typed'), cell: ({ typed }) => <Plain text={typed} />, text: ({ typed }) => typed },
    {
      ...{ key: 'attempts', title: t('typed_times'), align: 'right' },
      cell: ({ attempts }) => attempts,
      text: ({ attempts }) => String(attempts),
    },
    {
      key: 'near',
      title: t('near_codes'),
      cell: ({ near }) =>
        near.map(({ code, person, summary }) => (
          <div key={code}>
            <code>{code}</code> <Who person={person} summary={summary} />
          </div>
        )),
      text: ({ near }) => near.map(({ code, person, summary }) => `${code} ${nameOf(summary, person)}`).join(', '),
    },
    {
      key: 'persons',
      title: t('typed_by'),
      cell: ({ persons }) =>
        persons.map(({ person, summary }) => (
          <div key={person}>
            <Who person={person} summary={summary} />
          </div>
        )),
      text: ({ persons }) => persons.map(({ person, summary }) => nameOf(summary, person)).join(', '),
    },
    {
      ...{ key: 'lastAt', title: t('last_typed') },
      cell: ({ lastAt }) => <Moment at={lastAt} relative />,
      text: ({ lastAt }, { moment }) => moment(lastAt),
    },
  ];
}
