import { Alert, Stack } from '@mantine/core';
import type { WebhookDelivery, WebhookSubscription } from '@sarafan/contract';
import { useParams } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Facts, Screen, Section } from '../../kit/detail.tsx';
import { type Language, type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { EndpointActions } from './actions.tsx';
import { webhooksApi } from './api.ts';
import { type WebhooksText, webhooksTexts } from './texts.ts';
import { standingOf, stateOf, types, typeWord } from './words.ts';

/** One endpoint: how it stands, what it is told, and the log of what was sent to it. */
export function WebhookScreen() {
  const t = useTexts(webhooksTexts);
  const params = useParams('webhook');
  const { data, error, refetch } = useRead(webhooksApi.subscription, { params });
  if (data !== undefined && data.subscription === params.subscription) return <Endpoint endpoint={data} />;
  if (error === null) return <Loading />;
  return (
    <Screen title={t('url')} from={{ title: t('webhooks'), href: pathTo('webhooks') }}>
      <Failure error={error} retry={() => void refetch()} />
    </Screen>
  );
}

function Endpoint({ endpoint }: { readonly endpoint: WebhookSubscription }) {
  const t = useTexts(webhooksTexts);
  const language = useLanguage();
  const { subscription } = endpoint;
  const { tone, text } = standingOf(endpoint);
  return (
    <Screen
      title={endpoint.url}
      from={{ title: t('webhooks'), href: pathTo('webhooks') }}
      marks={<Mark tone={tone}>{t(text)}</Mark>}
      actions={<EndpointActions endpoint={endpoint} />}
    >
      <Standing endpoint={endpoint} />
      <About endpoint={endpoint} />
      <Section title={t('deliveries')}>
        <List
          label={t('deliveries')}
          route={webhooksApi.deliveries}
          query={{ subscription }}
          columns={columns(t, language)}
          keyOf={({ delivery }) => delivery}
          hrefOf={({ delivery }) => pathTo('webhookDelivery', { subscription, delivery })}
          filters={[
            {
              name: 'state',
              label: t('state'),
              options: [
                { value: 'waiting', label: t('state_waiting') },
                { value: 'delivered', label: t('state_delivered') },
                { value: 'failed', label: t('state_failed') },
              ],
            },
            { name: 'type', label: t('type'), options: types.map((value) => ({ value, label: typeWord(value, t) })) },
          ]}
          empty={{ title: t('no_deliveries'), text: t('no_deliveries_text') }}
        />
      </Section>
    </Screen>
  );
}

/** What is wrong, and what to do about it; nothing while all is well. */
function Standing({ endpoint }: { readonly endpoint: WebhookSubscription }) {
  const t = useTexts(webhooksTexts);
  const language = useLanguage();
  const { disabledSentence, failingSince } = endpoint;
  if (disabledSentence !== null) {
    return (
      <Alert color={endpoint.disabledReason === 'by_hand' ? 'gray' : 'red'} variant="light">
        {disabledSentence[language]} {t('disabled_hint')}
      </Alert>
    );
  }
  if (failingSince === null) return undefined;
  return (
    <Alert color="yellow" variant="light">
      {t('failing_since')} <Moment at={failingSince} />. {t('failing_hint')}
    </Alert>
  );
}

function About({ endpoint }: { readonly endpoint: WebhookSubscription }) {
  const t = useTexts(webhooksTexts);
  const { description, previousSecretUntil, waiting, createdAt, disabledAt } = endpoint;
  return (
    <Facts
      items={[
        { label: t('description'), value: description === '' ? undefined : <Plain text={description} /> },
        {
          label: t('types'),
          value: (
            <Stack gap={2}>
              {endpoint.types.map((type) => (
                <span key={type}>
                  {typeWord(type, t)} <code>{type}</code>
                </span>
              ))}
            </Stack>
          ),
        },
        { label: t('waiting'), value: waiting },
        { label: t('both_secrets'), value: previousSecretUntil && <Moment at={previousSecretUntil} /> },
        { label: t('created'), value: <Moment at={createdAt} /> },
        { label: t('disabled_at'), value: disabledAt && <Moment at={disabledAt} /> },
      ]}
    />
  );
}

function columns(t: Say<WebhooksText>, language: Language): ListColumns<WebhookDelivery> {
  const type = (row: WebhookDelivery): string =>
    row.test ? t('type_of_test', { type: typeWord(row.type, t) }) : typeWord(row.type, t);
  const last = ({ sentence }: WebhookDelivery): string => sentence?.[language] ?? '';
  return [
    {
      key: 'type',
      title: t('type'),
      cell: type,
      text: type,
      beside: { title: t('type_name'), text: (row) => row.type },
    },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => {
        const { tone, text } = stateOf(row);
        return <Mark tone={tone}>{t(text)}</Mark>;
      },
      text: (row) => t(stateOf(row).text),
    },
    { key: 'last', title: t('last'), cell: last, text: last },
    {
      ...{ key: 'attempts', title: t('attempts'), align: 'right' },
      cell: ({ attempts }) => attempts,
      text: ({ attempts }) => String(attempts),
    },
    {
      ...{ key: 'nextAt', title: t('next') },
      cell: ({ nextAt }) => (nextAt === null ? undefined : <Moment at={nextAt} />),
      text: ({ nextAt }, { moment }) => (nextAt === null ? '' : moment(nextAt)),
    },
    {
      ...{ key: 'createdAt', title: t('happened') },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      text: ({ createdAt }, { moment }) => moment(createdAt),
    },
  ];
}
