import { Button, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core';
import type { Statistics } from '@sarafan/contract';
import { useMemo, useState } from 'react';
import { useAddress } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { decimal } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Link, useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plot } from '../../kit/plot.tsx';
import { Rows } from '../../kit/rows.tsx';
import { Empty, Failure, Loading } from '../../kit/states.tsx';
import { kitTexts } from '../../kit/texts.ts';
import { Who } from '../../kit/who.tsx';
import { referralApi } from './api.ts';
import { useCountColumns } from './count-columns.tsx';
import { ProgramFrame } from './frame.tsx';
import { channelText } from './marks.tsx';
import { ByPlacement, Costs, Reach } from './overview-reach.tsx';
import { Tasks } from './overview-tasks.tsx';
import { Period } from './period.tsx';
import classes from './referral.module.css';
import { asChannel, type Channel, daysOf, isQuiet, type Step, shareOf, steps, totalOf } from './statistics.ts';
import { referralTexts } from './texts.ts';

const daysAtFirst = 14;

/** What a program brought: from following to paying, by day and by channel. */
export function OverviewScreen() {
  return <ProgramFrame>{({ program }) => <Overview program={program} />}</ProgramFrame>;
}

function Overview({ program }: { readonly program: string }) {
  const { values } = useAddress();
  const { from, to } = values;
  const channel = asChannel(values['channel']);
  const { data, error, refetch } = useRead(referralApi.statistics, { params: { program }, query: { from, to } });
  return (
    <Stack gap="md">
      <Period from={data?.from} to={data?.to} channel={channel} />
      {error === null ? undefined : <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading /> : undefined}
      <Tasks program={program} />
      {data === undefined || error !== null ? undefined : (
        <Brought statistics={data} channel={channel} program={program} />
      )}
    </Stack>
  );
}

/** Nothing happens before somebody has a code to pass on. */
function Quiet({ program }: { readonly program: string }) {
  const t = useTexts(referralTexts);
  const go = useGo();
  const codes = <Button onClick={() => go(pathTo('programParticipants', { program }))}>{t('to_participants')}</Button>;
  return <Empty title={t('nothing_yet')} text={t('nothing_yet_text')} action={codes} />;
}

interface BroughtProps {
  readonly statistics: Statistics;
  readonly channel: Channel | undefined;
  readonly program: string;
}

function Brought({ statistics, channel, program }: BroughtProps) {
  const t = useTexts(referralTexts);
  const days = useMemo(() => daysOf(statistics, channel), [statistics, channel]);
  const language = useLanguage();
  const labels = useMemo(() => {
    const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    return days.map(({ date }) => format.format(Date.parse(date)));
  }, [days, language]);
  const followed = t('followed');
  const registered = t('registered');
  const paid = t('paid');
  const series = useMemo(
    () => [
      { name: followed, values: days.map((day) => day.followed) },
      { name: registered, values: days.map((day) => day.registered) },
      { name: paid, values: days.map((day) => day.paid) },
    ],
    [days, followed, registered, paid],
  );
  const { from, to } = statistics;
  const total = totalOf(statistics, channel);
  if (isQuiet(statistics.total)) return <Quiet program={program} />;
  return (
    <>
      <Tiles statistics={statistics} channel={channel} program={program} />
      <Reach statistics={statistics} />
      <Section title={t('statistics')}>
        <Plot
          label={t('plot_label', {
            from,
            to,
            followed: total.followed,
            registered: total.registered,
            paid: total.paid,
          })}
          labels={labels}
          series={series}
        />
      </Section>
      {channel === undefined ? <ByChannel statistics={statistics} /> : undefined}
      {channel === undefined || channel === 'link' ? <ByPlacement statistics={statistics} /> : undefined}
      <ByDay days={days} />
      <ByReferrer statistics={statistics} />
      <Costs program={program} from={from} to={to} />
    </>
  );
}

/** Where a share is not of the step before. */
const shareWords: Partial<Record<Step, 'share_links' | 'share_of_invited'>> = {
  invited: 'share_links',
  rewarded: 'share_of_invited',
};

/** Each number with its definition, and with the people behind it where the program decided about them. */
function Tiles({ statistics, channel, program }: BroughtProps) {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const total = totalOf(statistics, channel);
  return (
    <ul className={classes['tiles']}>
      {steps.map((step) => {
        const share = shareOf(statistics, channel, step);
        const number = decimal(String(total[step]), language);
        const status = step === 'rewarded' ? 'rewarded' : undefined;
        return (
          <li key={step}>
            <Tooltip label={t(`${step}_means`)} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
              <UnstyledButton className={classes['defined']}>{t(step)}</UnstyledButton>
            </Tooltip>
            <strong>
              {step === 'followed' ? (
                number
              ) : (
                <Link href={pathTo('programPairs', { program }, { status })}>{number}</Link>
              )}
            </strong>
            <Text size="xs" c="dimmed">
              {share === undefined ? '\u00a0' : t(shareWords[step] ?? 'share', { share: percent.format(share) })}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}

function ByChannel({ statistics }: { readonly statistics: Statistics }) {
  const t = useTexts(referralTexts);
  const counts = useCountColumns<Statistics['channels'][number]>();
  return (
    <Section title={t('by_channel')}>
      <Rows
        label={t('by_channel')}
        items={statistics.channels.filter((each) => !isQuiet(each))}
        columns={[{ key: 'channel', title: t('channel'), cell: ({ channel }) => channelText(t, channel) }, ...counts]}
        keyOf={({ channel }) => channel}
      />
    </Section>
  );
}

function ByDay({ days }: { readonly days: ReturnType<typeof daysOf> }) {
  const t = useTexts(referralTexts);
  const kit = useTexts(kitTexts);
  const language = useLanguage();
  const counts = useCountColumns<(typeof days)[number]>();
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const [isWhole, setWhole] = useState(false);
  const lively = days.filter((day) => !isQuiet(day)).toReversed();
  const shown = isWhole ? lively : lively.slice(0, daysAtFirst);
  return (
    <Section title={t('by_day')}>
      <Rows
        label={t('by_day')}
        items={shown}
        columns={[
          {
            key: 'date',
            title: t('day'),
            cell: ({ date }) => <time dateTime={date}>{format.format(Date.parse(date))}</time>,
          },
          ...counts,
        ]}
        keyOf={({ date }) => date}
      />
      {shown.length === lively.length ? undefined : (
        <Button size="xs" variant="default" mt="xs" onClick={() => setWhole(true)}>
          {kit('more')}
        </Button>
      )}
      {lively.length === days.length ? undefined : (
        <Text size="xs" c="dimmed" mt="xs">
          {t('quiet_days_hidden')}
        </Text>
      )}
    </Section>
  );
}

function ByReferrer({ statistics: { referrers } }: { readonly statistics: Statistics }) {
  const t = useTexts(referralTexts);
  const counts = useCountColumns<Statistics['referrers'][number]>();
  if (referrers.length === 0) return undefined;
  return (
    <Section title={t('by_referrer')}>
      <Rows
        label={t('by_referrer')}
        items={referrers}
        columns={[
          {
            key: 'referrer',
            title: t('referrer'),
            cell: ({ referrer, person }) => <Who person={referrer} summary={person} />,
          },
          ...counts.filter(({ key }) => key !== 'followed'),
        ]}
        keyOf={({ referrer }) => referrer}
      />
    </Section>
  );
}
