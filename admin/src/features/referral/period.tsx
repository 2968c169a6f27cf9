import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useAddress } from '../../kit/address.ts';
import { dayIn, daysBefore } from '../../kit/days.ts';
import { useTexts } from '../../kit/i18n.ts';
import { useWorkspace } from '../../kit/session.ts';
import { channelText } from './marks.tsx';
import { type Channel, channels } from './statistics.ts';
import { referralTexts } from './texts.ts';

const periods = [7, 30, 90] as const;
const usualDays = 30;

interface PeriodProps {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly channel?: Channel | undefined;
  readonly hasChannels?: boolean;
}

/** The period, and the channel where there are some, stand in the address, so what one sees can be sent to somebody. */
export function Period({ from, to, channel, hasChannels = true }: PeriodProps) {
  const t = useTexts(referralTexts);
  const { timeZone } = useWorkspace();
  const { values, change } = useAddress();
  const today = dayIn(timeZone);
  const first = values['from'] ?? from ?? daysBefore(today, usualDays - 1);
  const last = values['to'] ?? to ?? today;
  const preset = periods.find((days) => last === today && first === daysBefore(today, days - 1));
  const choose = (text: string): void => {
    const days = periods.find((each) => String(each) === text);
    if (days !== undefined) change({ from: daysBefore(today, days - 1), to: today });
  };
  const day = (name: 'from' | 'to', value: string) => (
    <TextInput
      type="date"
      aria-label={t(name)}
      value={value}
      max={today}
      onChange={({ currentTarget }) =>
        currentTarget.value !== '' && change({ from: first, to: last, [name]: currentTarget.value })
      }
    />
  );
  return (
    <Group gap="sm" role="search" aria-label={t('period')}>
      <NativeSelect
        aria-label={t('period')}
        value={preset === undefined ? '' : String(preset)}
        data={[
          ...periods.map((days) => ({ value: String(days), label: t('last_days', { count: days }) })),
          { value: '', label: t('own_period') },
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {day('from', first)}
      {day('to', last)}
      {hasChannels ? (
        <NativeSelect
          aria-label={t('channel')}
          value={channel ?? ''}
          data={[
            { value: '', label: t('all_channels') },
            ...channels.filter((each) => each !== 'none').map((each) => ({ value: each, label: channelText(t, each) })),
          ]}
          onChange={({ currentTarget }) => change({ channel: currentTarget.value })}
        />
      ) : undefined}
    </Group>
  );
}
