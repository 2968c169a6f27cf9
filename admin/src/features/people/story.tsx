import { Group, Stack, Text } from '@mantine/core';
import type { Explanation } from '@sarafan/contract';
import { Amount } from '../../kit/amount.tsx';
import { useRead } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { money } from '../../kit/format.ts';
import { type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { Raw } from '../../kit/raw.tsx';
import { PairStatus } from '../../kit/standing.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { peopleApi } from './api.ts';
import { PersonLink } from './name.tsx';
import classes from './people.module.css';
import { peopleTexts } from './texts.ts';
import { bonusTones, earningTones } from './tones.ts';

const programsAtMost = 50;

/** For each program: was the person invited, and why were they (not) rewarded? In the server's own sentences. */
export function Stories({ person }: { readonly person: string }) {
  const t = useTexts(peopleTexts);
  const { data, error, refetch } = useRead(peopleApi.programs, { query: { limit: programsAtMost } });
  if (data?.items.length === 0) return undefined;
  return (
    <Section title={t('why')}>
      {error !== null && data === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && data === undefined ? <Loading lines={2} /> : undefined}
      {data?.items.map(({ program }) => (
        <Story key={program} person={person} program={program} />
      ))}
    </Section>
  );
}

function Story({ person, program }: { readonly person: string; readonly program: string }) {
  const { data, error, refetch } = useRead(peopleApi.explanation, { query: { person, program } });
  if (data === undefined)
    return error === null ? <Loading lines={2} /> : <Failure error={error} retry={() => void refetch()} />;
  return <Explained explanation={data} />;
}

function Explained({ explanation }: { readonly explanation: Explanation }) {
  const t = useTexts(peopleTexts);
  const language = useLanguage();
  const { program, status, reason, sentence, invitation, order, rewards } = explanation;
  return (
    <Stack gap="xs" className={classes['story'] ?? ''}>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          <Plain text={program.name[language]} />
        </Text>
        <PairStatus status={status} reason={reason} />
      </Group>
      <Text size="sm">
        <Plain text={sentence[language]} atMost={1_000} />
      </Text>
      {invitation === null ? undefined : (
        <Text size="sm" c="dimmed">
          {t('invited_by')} <PersonLink id={invitation.referrer.person} /> ·{' '}
          {channelText(t, invitation.channel).toLowerCase()} <Plain text={invitation.code} /> ·{' '}
          <Moment at={invitation.at} />
        </Text>
      )}
      {order === null ? undefined : (
        <Text size="sm" c="dimmed">
          {t('order')} <Plain text={order.id} /> · <Plain text={money(order.total, order.currency, language)} /> ·{' '}
          <Moment at={order.at} />
        </Text>
      )}
      {rewards.map((reward) => (
        <Text key={`${reward.grant} ${reward.side}`} size="sm">
          <Amount amount={reward.amount} unit={reward.unit} /> → <PersonLink id={reward.holder.person} /> ·{' '}
          <Plain text={reward.sentence[language]} />
        </Text>
      ))}
      <Earnings explanation={explanation} />
      <Bonuses explanation={explanation} />
      <Checked explanation={explanation} />
      <Raw value={explanation} />
    </Stack>
  );
}

/** What stands in the way of each reward, where that is not what the decision as a whole says. */
function Earnings({ explanation: { earnings, sentence: whole } }: { readonly explanation: Explanation }) {
  const t = useTexts(peopleTexts);
  const language = useLanguage();
  const apart = earnings.some(({ status, sentence }) => status !== 'earned' && sentence[language] !== whole[language]);
  if (!apart) return undefined;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('earnings')}
      </Text>
      <ul className={classes['earnings']}>
        {earnings.map(({ reward, to, gift, status, sentence, cause }) => (
          <li key={`${reward} ${cause ?? ''}`}>
            {t(`earning_to_${to}`)}: <Plain text={gift[language]} />{' '}
            <Mark tone={earningTones[status]}>{t(`earning_${status}`)}</Mark>
            <Text size="sm" c="dimmed">
              <Plain text={sentence[language]} atMost={500} />
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the person has brought by inviting, period by period, and the bonuses for it. */
function Bonuses({ explanation: { bonuses } }: { readonly explanation: Explanation }) {
  const t = useTexts(peopleTexts);
  const language = useLanguage();
  if (bonuses.length === 0) return undefined;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('bonuses')}
      </Text>
      <ul className={classes['earnings']}>
        {bonuses.toReversed().map(({ bonus, period, state, sentence }) => (
          <li key={`${bonus} ${period}`}>
            <Plain text={sentence[language]} atMost={500} /> <Mark tone={bonusTones[state]}>{t(`bonus_${state}`)}</Mark>
          </li>
        ))}
      </ul>
    </div>
  );
}

const channels = ['link', 'code', 'manual'] as const;
type Channel = (typeof channels)[number];

function channelText(t: Say<Channel>, channel: string): string {
  const known = channels.find((each) => each === channel);
  return known === undefined ? channel : t(known);
}

/** What conditions saw, in their order; the first that failed ends the list. */
function Checked({ explanation: { seen, failure } }: { readonly explanation: Explanation }) {
  const t = useTexts(peopleTexts);
  const language = useLanguage();
  if (seen.length === 0) return undefined;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('checked')}
      </Text>
      <ul className={classes['checked']}>
        {seen.map(({ path, sentence }) => (
          <li key={path} data-failed={path === failure?.path ? true : undefined}>
            <Plain text={sentence[language]} />
          </li>
        ))}
      </ul>
    </div>
  );
}
