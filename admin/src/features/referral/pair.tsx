import { Button, Stack, Text } from '@mantine/core';
import type { PairDetail } from '@sarafan/contract';
import { useParams } from '../../kit/address.ts';
import { useRead, useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Facts, Screen, Section } from '../../kit/detail.tsx';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { PairStatus } from '../../kit/standing.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { nameOf, Said, Who } from '../../kit/who.tsx';
import { referralApi } from './api.ts';
import { channelText } from './marks.tsx';
import { Decisions, Earnings, Payments, Refunds, Rewards, Seen } from './pair-parts.tsx';
import { Two } from './support-pairs.tsx';
import { referralTexts } from './texts.ts';
import { supportTexts } from './texts-support.ts';

/** A pair in full: who, by what invitation, which payments, what was decided, why, and by which facts. */
export function PairScreen() {
  const t = useTexts(supportTexts);
  const words = useTexts(referralTexts);
  const language = useLanguage();
  const { program, friend } = useParams('pair');
  const { data: pair, error, refetch } = useRead(referralApi.pair, { params: { program, friend } });
  if (pair === undefined) return error === null ? <Loading /> : <Failure error={error} retry={() => void refetch()} />;
  const { explanation } = pair;
  return (
    <Screen
      title={nameOf(pair.friendPerson, pair.friend)}
      from={{
        title: `${plain(pair.program.name[language], 60)}: ${words('pairs')}`,
        href: pathTo('programPairs', { program: pair.program.program }),
      }}
      marks={
        <>
          <Said summary={pair.friendPerson} />
          <PairStatus status={explanation.status} reason={explanation.reason} />
        </>
      }
      actions={<Unbind pair={pair} />}
    >
      <Section title={t('decided')}>
        <Stack gap="xs">
          <Text size="sm">
            <Plain text={explanation.sentence[language]} atMost={1000} />
          </Text>
          <Text size="sm" component="div">
            <Two pair={pair} />
          </Text>
        </Stack>
      </Section>
      <Invitation pair={pair} />
      <Earnings pair={pair} />
      <Rewards pair={pair} />
      <Payments pair={pair} />
      <Refunds pair={pair} />
      <Seen pair={pair} />
      <Decisions pair={pair} />
    </Screen>
  );
}

function Invitation({ pair }: { readonly pair: PairDetail }) {
  const t = useTexts(supportTexts);
  const words = useTexts(referralTexts);
  const language = useLanguage();
  const { invitation } = pair.explanation;
  if (invitation === null) return undefined;
  const { channel, code, placement, at, clickedAt, trust, fact, sentence } = invitation;
  return (
    <Section title={t('invitation')}>
      <Text size="sm" mb="xs">
        <Plain text={sentence[language]} atMost={500} />
      </Text>
      <Facts
        items={[
          { label: t('by'), value: <Who person={pair.referrer} summary={pair.referrerPerson} /> },
          { label: t('channel'), value: channelText(words, channel) },
          { label: words('code'), value: <Plain text={code} /> },
          { label: words('placement'), value: placement === undefined ? null : <Plain text={placement} /> },
          { label: t('invited_at'), value: <Moment at={at} /> },
          { label: t('clicked_at'), value: clickedAt === undefined ? null : <Moment at={clickedAt} /> },
          { label: t('trust'), value: t(`trust_${trust}`) },
          { label: t('fact'), value: <Plain text={fact} /> },
        ]}
      />
    </Section>
  );
}

function Unbind({ pair: { program, friend, explanation } }: { readonly pair: PairDetail }) {
  const t = useTexts(supportTexts);
  const language = useLanguage();
  const may = useMay('support');
  const confirm = useConfirm();
  const unbind = useWrite(referralApi.unbind);
  const { invitation, rewards } = explanation;
  if (!may || invitation === null || explanation.status === 'none') return undefined;
  const ask = async (): Promise<void> => {
    const touches = [
      t('unbind_invitation', { sentence: invitation.sentence[language] }),
      ...rewards.map(({ sentence }) => t('unbind_reward', { sentence: sentence[language] })),
    ];
    const question = { title: t('unbind_title'), text: t('unbind_text'), touches, action: t('unbind'), danger: true };
    if (!(await confirm(question))) return;
    try {
      await unbind.mutateAsync({ body: { program: program.program, person: friend } });
      toast(t('unbound'));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Button variant="default" loading={unbind.isPending} onClick={() => void ask()}>
      {t('unbind')}
    </Button>
  );
}
