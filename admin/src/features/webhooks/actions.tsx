import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import type { WebhookSubscription } from '@sarafan/contract';
import { useState } from 'react';
import { useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { plain } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { webhooksApi } from './api.ts';
import { EndpointForm, Secret } from './form.tsx';
import { webhooksTexts } from './texts.ts';
import { types, typeWord } from './words.ts';

interface ActionsProps {
  readonly endpoint: WebhookSubscription;
}

type Open = 'change' | 'test' | { readonly secret: string };

/** What can be done with an endpoint. */
export function EndpointActions({ endpoint }: ActionsProps) {
  const t = useTexts(webhooksTexts);
  const [open, setOpen] = useState<Open>();
  const change = useWrite(webhooksApi.change);
  const params = { subscription: endpoint.subscription };
  const close = (): void => setOpen(undefined);
  const isOn = endpoint.state === 'active';
  return (
    <>
      {isOn ? <Button onClick={() => setOpen('test')}>{t('test')}</Button> : <Enable endpoint={endpoint} />}
      <Button variant="default" onClick={() => setOpen('change')}>
        {t('change')}
      </Button>
      <Rotate endpoint={endpoint} shown={(secret) => setOpen({ secret })} />
      {isOn ? <Disable endpoint={endpoint} /> : undefined}
      <Remove endpoint={endpoint} />
      <Dialog title={t('change_title')} opened={open === 'change'} onClose={close}>
        <EndpointForm
          present={endpoint}
          action={t('save')}
          send={async (body) => {
            await change.mutateAsync({ params, body });
            close();
            toast(t('changed'));
          }}
          cancel={close}
        />
      </Dialog>
      <Dialog title={t('test_title')} opened={open === 'test'} onClose={close}>
        <TestForm endpoint={endpoint} cancel={close} />
      </Dialog>
      <Dialog title={t('rotated')} opened={typeof open === 'object'} onClose={close} holds>
        {typeof open === 'object' ? <Secret secret={open.secret} text={t('rotated_text')} close={close} /> : undefined}
      </Dialog>
    </>
  );
}

/** Sends a sample and leads to what became of it. */
function TestForm({ endpoint, cancel }: ActionsProps & { readonly cancel: () => void }) {
  const t = useTexts(webhooksTexts);
  const go = useGo();
  const test = useWrite(webhooksApi.test);
  const { subscription } = endpoint;
  const [chosen, setChosen] = useState<string>(endpoint.types[0] ?? types[0]);
  const send = async (): Promise<void> => {
    const type = types.find((each) => each === chosen) ?? types[0];
    try {
      const sent = await test.mutateAsync({ params: { subscription }, body: { type } });
      if (sent !== undefined) go(pathTo('webhookDelivery', { subscription, delivery: sent.delivery }));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t('test_text')}</Text>
      <Radio.Group value={chosen} onChange={setChosen} label={t('test_type')}>
        <Stack gap="xs" mt="xs">
          {types.map((type) => (
            <Radio key={type} value={type} label={typeWord(type, t)} />
          ))}
        </Stack>
      </Radio.Group>
      <Group gap="sm">
        <Button loading={test.isPending} onClick={() => void send()}>
          {t('test')}
        </Button>
        <Button variant="default" onClick={cancel}>
          {t('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

function Enable({ endpoint }: ActionsProps) {
  const t = useTexts(webhooksTexts);
  const enable = useWrite(webhooksApi.enable);
  const { subscription } = endpoint;
  const act = async (): Promise<void> => {
    try {
      await enable.mutateAsync({ params: { subscription } });
      toast(t('enabled'));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Button loading={enable.isPending} onClick={() => void act()}>
      {t('enable')}
    </Button>
  );
}

function Disable({ endpoint }: ActionsProps) {
  const t = useTexts(webhooksTexts);
  const confirm = useConfirm();
  const disable = useWrite(webhooksApi.disable);
  const { subscription, url, waiting } = endpoint;
  const act = async (): Promise<void> => {
    const also = waiting === 0 ? [] : [t('waiting_stay', { count: waiting })];
    const touches = [t('disable_touches', { url: plain(url, 80) }), ...also];
    const question = { title: t('disable_title'), text: t('disable_text'), touches, action: t('disable') };
    if (!(await confirm(question))) return;
    try {
      await disable.mutateAsync({ params: { subscription } });
      toast(t('disabled_done'));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Button variant="default" onClick={() => void act()}>
      {t('disable')}
    </Button>
  );
}

function Rotate({ endpoint, shown }: ActionsProps & { readonly shown: (secret: string) => void }) {
  const t = useTexts(webhooksTexts);
  const confirm = useConfirm();
  const rotate = useWrite(webhooksApi.rotate);
  const { subscription } = endpoint;
  const act = async (): Promise<void> => {
    if (!(await confirm({ title: t('rotate_title'), text: t('rotate_text'), action: t('rotate') }))) return;
    try {
      const rotated = await rotate.mutateAsync({ params: { subscription } });
      if (rotated !== undefined) shown(rotated.secret);
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Button variant="default" onClick={() => void act()}>
      {t('rotate')}
    </Button>
  );
}

/** Asks by naming what is lost, because a deleted endpoint cannot be brought back. */
function Remove({ endpoint }: ActionsProps) {
  const t = useTexts(webhooksTexts);
  const go = useGo();
  const confirm = useConfirm();
  const remove = useWrite(webhooksApi.remove);
  const { subscription, url, waiting } = endpoint;
  const act = async (): Promise<void> => {
    const also = waiting === 0 ? [] : [t('waiting_lost', { count: waiting })];
    const touches = [t('remove_touches', { url: plain(url, 80) }), ...also];
    const question = { title: t('remove_title'), text: t('remove_text'), touches, action: t('remove'), danger: true };
    if (!(await confirm(question))) return;
    try {
      await remove.mutateAsync({ params: { subscription } });
      toast(t('removed'));
      go(pathTo('webhooks'));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Button variant="default" onClick={() => void act()}>
      {t('remove')}
    </Button>
  );
}
