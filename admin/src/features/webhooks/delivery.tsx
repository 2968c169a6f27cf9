import { Button } from '@mantine/core';
import type { WebhookAttempt, WebhookDeliveryDetail } from '@sarafan/contract';
import { useCallback } from 'react';
import { useParams } from '../../kit/address.ts';
import { useRead, useWrite } from '../../kit/api.ts';
import { Copy } from '../../kit/copy.tsx';
import { Facts, Screen, Section } from '../../kit/detail.tsx';
import { type Language, type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { usePolling } from '../../kit/polling.ts';
import { Raw } from '../../kit/raw.tsx';
import { type Column, Rows } from '../../kit/rows.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { webhooksApi } from './api.ts';
import { type WebhooksText, webhooksTexts } from './texts.ts';
import { stateOf, typeWord } from './words.ts';

/** One delivery: what was sent, every attempt with its answer, and the button that sends it again. */
export function DeliveryScreen() {
  const t = useTexts(webhooksTexts);
  const { subscription, delivery } = useParams('webhookDelivery');
  const { data, error, refetch } = useRead(webhooksApi.delivery, { params: { delivery } });
  const again = useCallback(() => void refetch(), [refetch]);
  usePolling(again, data !== undefined && isUnderWay(data));
  if (data !== undefined && data.delivery === delivery) {
    return <Delivery detail={data} />;
  }
  if (error === null) return <Loading />;
  return (
    <Screen title={t('body')} from={{ title: t('deliveries'), href: pathTo('webhook', { subscription }) }}>
      <Failure error={error} retry={again} />
    </Screen>
  );
}

/** True while an answer is to be expected any moment. */
function isUnderWay({ state, nextAt, lastAt }: WebhookDeliveryDetail): boolean {
  return (
    state === 'waiting' && (lastAt === null || (nextAt !== null && Date.parse(nextAt) - Date.parse(lastAt) < soonMs))
  );
}

const soonMs = 60_000;

function Delivery({ detail }: { readonly detail: WebhookDeliveryDetail }) {
  const t = useTexts(webhooksTexts);
  const language = useLanguage();
  const { subscription, url, message, attempts, createdAt, nextAt, body, log } = detail;
  const { tone, text } = stateOf(detail);
  const word = typeWord(detail.type, t);
  return (
    <Screen
      title={detail.test ? t('type_of_test', { type: word }) : word}
      from={{ title: url, href: pathTo('webhook', { subscription }) }}
      marks={<Mark tone={tone}>{t(text)}</Mark>}
      actions={<SendAgain detail={detail} />}
    >
      <Facts
        items={[
          { label: t('last'), value: detail.sentence?.[language] },
          { label: t('type_name'), value: <code>{detail.type}</code> },
          { label: t('message'), value: <code>{message}</code> },
          { label: t('happened'), value: <Moment at={createdAt} /> },
          { label: t('attempts'), value: attempts },
          { label: t('next'), value: nextAt && <Moment at={nextAt} /> },
        ]}
      />
      <Section title={t('log')}>
        {log.length === 0 ? (
          t('no_attempts')
        ) : (
          <Rows label={t('log')} items={log} columns={columns(t, language)} keyOf={({ number }) => String(number)} />
        )}
      </Section>
      <Section title={t('body')} actions={<Copy text={body} label={t('body')} words={t('copy_body')} />}>
        <Raw value={JSON.parse(body)} title={t('body_text')} open />
      </Section>
    </Screen>
  );
}

function SendAgain({ detail }: { readonly detail: WebhookDeliveryDetail }) {
  const t = useTexts(webhooksTexts);
  const retry = useWrite(webhooksApi.retry);
  const act = async (): Promise<void> => {
    try {
      await retry.mutateAsync({ params: { delivery: detail.delivery } });
      toast(t('sent_again'));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Button variant="default" loading={retry.isPending} onClick={() => void act()}>
      {t('send_again')}
    </Button>
  );
}

function columns(t: Say<WebhooksText>, language: Language): readonly Column<WebhookAttempt>[] {
  return [
    { key: 'number', title: t('attempt'), cell: ({ number }) => number },
    { key: 'at', title: t('when'), cell: ({ at }) => <Moment at={at} /> },
    { key: 'sentence', title: t('outcome'), cell: ({ sentence }) => sentence[language] },
    {
      ...{ key: 'duration', title: t('duration'), align: 'right' },
      cell: ({ durationMs }) => t('milliseconds', { number: durationMs }),
    },
    { key: 'response', title: t('response'), cell: ({ response }) => <Plain text={response} atMost={500} /> },
  ];
}
