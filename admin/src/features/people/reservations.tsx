import { Button, Text } from '@mantine/core';
import type { Reservation } from '@sarafan/contract';
import { Amount } from '../../kit/amount.tsx';
import { useReadMore, useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Section } from '../../kit/detail.tsx';
import { money, plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Mark, type Tone } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { More } from '../../kit/more.tsx';
import { Plain } from '../../kit/plain.tsx';
import { Rows } from '../../kit/rows.tsx';
import { useMay } from '../../kit/session.ts';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { peopleApi } from './api.ts';
import { peopleTexts } from './texts.ts';

const tones = {
  asked: 'waiting',
  reserved: 'waiting',
  redeemed: 'good',
  released: 'plain',
  expired: 'plain',
  refused: 'bad',
  returned: 'plain',
} as const satisfies Record<Reservation['state'], Tone>;

/** What was kept for the person's orders at checkout: codes and points. Nothing is shown while there was none. */
export function Reservations({ person }: { readonly person: string }) {
  const t = useTexts(peopleTexts);
  const language = useLanguage();
  const release = useRelease();
  const may = useMay('support');
  const { items, ...more } = useReadMore(peopleApi.reservations, { query: { person, limit: 10 } });
  if (items === undefined || items.length === 0) return undefined;
  const isOpen = ({ state }: Reservation): boolean => state === 'asked' || state === 'reserved';
  const actions = (each: Reservation) =>
    may && isOpen(each) ? (
      <Button
        size="xs"
        variant="default"
        aria-label={`${t('release')}: ${plain(each.order, 60)}`}
        onClick={() => void release(each)}
      >
        {t('release')}
      </Button>
    ) : undefined;
  return (
    <Section title={t('reservations')}>
      <Rows
        label={t('reservations')}
        items={items}
        keyOf={({ reservation }) => reservation}
        actions={actions}
        columns={[
          { key: 'order', title: t('order'), cell: ({ order }) => <Plain text={order} atMost={40} /> },
          {
            ...{ key: 'codes', title: t('promo_codes') },
            cell: ({ codes }) => <code>{codes.map(({ code }) => code).join(', ')}</code>,
          },
          {
            ...{ key: 'points', title: t('points_spent') },
            cell: ({ points }) => (points === null ? undefined : <Amount amount={points.amount} unit={points.unit} />),
          },
          {
            ...{ key: 'toPay', title: t('to_pay'), align: 'right' },
            cell: ({ toPay, currency }) => money(toPay, currency, language),
          },
          {
            ...{ key: 'state', title: t('state') },
            cell: ({ state, refused }) => (
              <>
                <Mark tone={tones[state]}>{t(`reservation_${state}`)}</Mark>
                {refused === null ? undefined : (
                  <Text size="xs" c="dimmed">
                    <Plain text={refused.details[language]} />
                  </Text>
                )}
              </>
            ),
          },
          { key: 'until', title: t('reserved_until'), cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
        ]}
      />
      <More {...more} />
    </Section>
  );
}

function useRelease(): (reservation: Reservation) => Promise<void> {
  const t = useTexts(peopleTexts);
  const confirm = useConfirm();
  const write = useWrite(peopleApi.release);
  return async ({ reservation, order }) => {
    const title = t('release_title', { order: plain(order, 60) });
    if (!(await confirm({ title, text: t('release_text'), action: t('release'), danger: true }))) return;
    try {
      await write.mutateAsync({ params: { reservation } });
      toast(t('released'));
    } catch (error) {
      toastProblem(error);
    }
  };
}
