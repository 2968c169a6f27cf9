import { Button, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { PromoCode, Promotion } from '@sarafan/contract';
import { useCallback, useEffect, useState } from 'react';
import { useRead, useReadMore, useWrite } from '../../kit/api.ts';
import { Copyable } from '../../kit/copy.tsx';
import { Section } from '../../kit/detail.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { Form } from '../../kit/form.tsx';
import { decimal } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import type { ListColumns } from '../../kit/list.tsx';
import { SaveCsv } from '../../kit/list-file.tsx';
import { Mark, type Tone } from '../../kit/mark.tsx';
import { More } from '../../kit/more.tsx';
import { Plain } from '../../kit/plain.tsx';
import { usePolling } from '../../kit/polling.ts';
import { Rows } from '../../kit/rows.tsx';
import { useMay } from '../../kit/session.ts';
import { Empty } from '../../kit/states.tsx';
import { kitTexts } from '../../kit/texts.ts';
import { toast } from '../../kit/toast.tsx';
import { nameOf, Who } from '../../kit/who.tsx';
import { promotionsApi } from './api.ts';
import { promotionsTexts } from './texts.ts';

interface CodesProps {
  readonly promotion: Promotion;
}

const tones = { free: 'plain', given: 'plain', reserved: 'waiting', redeemed: 'good' } as const satisfies Record<
  PromoCode['state'],
  Tone
>;

/** The codes of a promotion that has many: made in batches, or given to persons one by one. */
export function Codes({ promotion }: CodesProps) {
  const t = useTexts(promotionsTexts);
  const columns = useColumns();
  const params = { promotion: promotion.promotion };
  const { items, refetch, ...more } = useReadMore(promotionsApi.codes, { params, query: { limit: 20 } });
  const again = useCallback(() => void refetch(), [refetch]);
  const actions = (
    <Group gap="sm">
      <SaveCsv
        label={t('codes')}
        route={promotionsApi.codes}
        params={params}
        query={{}}
        columns={columns}
        disabled={items === undefined || items.length === 0}
      />
      <Make promotion={promotion} />
    </Group>
  );
  return (
    <Section title={t('codes')} actions={actions}>
      <Stack gap="sm">
        <Batches promotion={promotion} again={again} />
        {items?.length === 0 ? <Empty title={t('no_codes')} text={t('no_codes_text')} /> : undefined}
        {items === undefined || items.length === 0 ? undefined : (
          <Rows label={t('codes')} items={items} keyOf={({ code }) => code} columns={columns} />
        )}
        <More {...more} />
      </Stack>
    </Section>
  );
}

function useColumns(): ListColumns<PromoCode> {
  const t = useTexts(promotionsTexts);
  return [
    { key: 'code', title: t('code'), cell: ({ code }) => <code>{code}</code>, text: ({ code }) => code },
    {
      ...{ key: 'state', title: t('state') },
      cell: ({ state }) => <Mark tone={tones[state]}>{t(`code_${state}`)}</Mark>,
      text: ({ state }) => t(`code_${state}`),
    },
    {
      ...{ key: 'holder', title: t('holder') },
      cell: ({ holder, holderPerson }) =>
        holder === null ? undefined : <Who person={holder} summary={holderPerson} />,
      text: ({ holder, holderPerson }) => (holder === null ? '' : nameOf(holderPerson, holder)),
    },
    {
      ...{ key: 'order', title: t('order') },
      cell: ({ order }) => (order === null ? undefined : <Plain text={order} atMost={40} />),
      text: ({ order }) => order ?? '',
    },
  ];
}

interface BatchesProps extends CodesProps {
  /** Reads the codes anew: there are more of them. */
  readonly again: () => void;
}

/** How far batches are that are not ready yet. */
function Batches({ promotion: { promotion, definition }, again }: BatchesProps) {
  const t = useTexts(promotionsTexts);
  const language = useLanguage();
  const isBatch = definition.kind === 'single';
  const { data, refetch } = useRead(promotionsApi.batches, { params: { promotion }, enabled: isBatch });
  const batches = data?.items ?? [];
  const open = batches.filter(({ made, wanted }) => made < wanted);
  const made = batches.reduce((sum, batch) => sum + batch.made, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there are more codes, they are read anew.
  useEffect(again, [again, made]);
  usePolling(
    useCallback(() => refetch(), [refetch]),
    open.length > 0,
  );
  return open.map(({ batch, made, wanted }) => (
    <div key={batch}>
      <Progress value={(made / wanted) * 100} aria-label={t('batch_progress')} />
      <Text size="sm" mt={4} role="status">
        {t('batch_made', { made: decimal(String(made), language), wanted: decimal(String(wanted), language) })}
      </Text>
    </div>
  ));
}

/** The button that makes codes, in the way that the promotion's kind has. */
function Make({ promotion }: CodesProps) {
  const t = useTexts(promotionsTexts);
  const [open, setOpen] = useState(false);
  const isBatch = promotion.definition.kind === 'single';
  const may = useMay(isBatch ? 'write' : 'support');
  if (!may || promotion.status === 'ended') return undefined;
  const title = t(isBatch ? 'make_batch' : 'give_code');
  return (
    <>
      <Button size="xs" onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Dialog title={title} opened={open} onClose={() => setOpen(false)}>
        {isBatch ? (
          <BatchForm id={promotion.promotion} done={() => setOpen(false)} />
        ) : (
          <GiveForm id={promotion.promotion} />
        )}
      </Dialog>
    </>
  );
}

const countAtMost = 10_000;

function BatchForm({ id, done }: { readonly id: string; readonly done: () => void }) {
  const t = useTexts(promotionsTexts);
  const make = useWrite(promotionsApi.makeBatch);
  const isCount = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= countAtMost;
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { count: '100' },
    validate: { count: (text) => (isCount(text) ? null : t('count_wrong')) },
  });
  const send = async ({ count }: { count: string }): Promise<void> => {
    await make.mutateAsync({ params: { promotion: id }, body: { count: Number(count) } });
    toast(t('batch_begun'));
    done();
  };
  return (
    <Form form={form} send={send} action={t('make_batch')} cancel={done} guarded={false}>
      <TextInput
        label={t('count')}
        description={t('count_hint')}
        inputMode="numeric"
        maxLength={5}
        data-autofocus
        key={form.key('count')}
        {...form.getInputProps('count')}
      />
    </Form>
  );
}

function GiveForm({ id }: { readonly id: string }) {
  const t = useTexts(promotionsTexts);
  const kit = useTexts(kitTexts);
  const [code, setCode] = useState<string>();
  const give = useWrite(promotionsApi.giveCode);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { userId: '' },
    validate: { userId: (text) => (text.trim() === '' ? kit('required') : null) },
  });
  const send = async ({ userId }: { userId: string }): Promise<void> => {
    const given = await give.mutateAsync({ params: { promotion: id }, body: { userId: userId.trim() } });
    setCode(given?.code);
  };
  return (
    <Stack gap="md">
      {code === undefined ? undefined : <Copyable text={code} label={t('code')} />}
      <Form form={form} send={send} action={t('give_code')} guarded={false}>
        <TextInput
          label={t('user_id')}
          description={t('user_id_hint')}
          maxLength={255}
          data-autofocus
          key={form.key('userId')}
          {...form.getInputProps('userId')}
        />
      </Form>
    </Stack>
  );
}
