import { Button, Text } from '@mantine/core';
import type { WebhookSubscription, WebhookSubscriptionWithSecret } from '@sarafan/contract';
import { useState } from 'react';
import { useWrite } from '../../kit/api.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { Settings } from '../../kit/settings.tsx';
import { webhooksApi } from './api.ts';
import { EndpointForm, Secret } from './form.tsx';
import { type WebhooksText, webhooksTexts } from './texts.ts';
import { standingOf, types, typeWord } from './words.ts';

/** The endpoints that are told what happens. */
export function WebhooksScreen() {
  const t = useTexts(webhooksTexts);
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<WebhookSubscriptionWithSecret>();
  const create = useWrite(webhooksApi.create);
  const close = (): void => {
    setOpen(false);
    setMade(undefined);
  };
  const add = <Button onClick={() => setOpen(true)}>{t('add')}</Button>;
  return (
    <Settings title={t('webhooks')} actions={add}>
      <Text size="sm" c="dimmed" maw={640}>
        {t('webhooks_text')}
      </Text>
      <List
        label={t('webhooks')}
        route={webhooksApi.subscriptions}
        columns={columns(t)}
        keyOf={({ subscription }) => subscription}
        hrefOf={({ subscription }) => pathTo('webhook', { subscription })}
        empty={{ title: t('empty_title'), text: t('empty_text'), action: add }}
      />
      <Dialog
        title={made === undefined ? t('add') : t('made')}
        opened={open}
        onClose={close}
        holds={made !== undefined}
      >
        {made === undefined ? (
          <EndpointForm
            action={t('add')}
            send={async (body) => setMade(await create.mutateAsync({ body }))}
            cancel={close}
          />
        ) : (
          <Secret secret={made.secret} text={t('made_text')} close={close} />
        )}
      </Dialog>
    </Settings>
  );
}

function columns(t: Say<WebhooksText>): ListColumns<WebhookSubscription> {
  const told = (endpoint: WebhookSubscription): string =>
    endpoint.types.length === types.length
      ? t('all_types')
      : endpoint.types.map((type) => typeWord(type, t)).join(', ');
  return [
    { key: 'url', title: t('url'), cell: ({ url }) => <Plain text={url} atMost={80} />, text: ({ url }) => url },
    { key: 'types', title: t('types'), cell: told, text: told },
    {
      key: 'state',
      title: t('state'),
      cell: (endpoint) => {
        const { tone, text } = standingOf(endpoint);
        return <Mark tone={tone}>{t(text)}</Mark>;
      },
      text: (endpoint) => t(standingOf(endpoint).text),
    },
    {
      ...{ key: 'waiting', title: t('waiting'), align: 'right' },
      cell: ({ waiting }) => waiting,
      text: ({ waiting }) => String(waiting),
    },
    {
      ...{ key: 'description', title: t('description') },
      cell: ({ description }) => <Plain text={description} atMost={80} />,
      text: ({ description }) => description,
    },
    {
      ...{ key: 'createdAt', title: t('created') },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      text: ({ createdAt }, { moment }) => moment(createdAt),
    },
  ];
}
