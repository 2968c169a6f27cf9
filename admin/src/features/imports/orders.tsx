import { Button } from '@mantine/core';
import type { ImportDetail, ImportKind } from '@sarafan/contract';
import { useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { importsApi } from './api.ts';
import { ordersTexts } from './texts-orders.ts';

/** What can be ordered at this state: start, stop, go on, take back, remove. */
export function Orders({ detail }: { readonly detail: ImportDetail }) {
  const t = useTexts(ordersTexts);
  const { start, stop, undo, remove } = useOrders(detail);
  const { state, fault, check } = detail;
  const ready = check !== null && check.ready > 0 && fault === null;
  switch (state) {
    case 'checking':
    case 'running':
      return (
        <Button variant="default" onClick={() => void stop()}>
          {t('stop')}
        </Button>
      );
    case 'stopped':
      return (
        <>
          <Undo undo={undo} />
          <Button onClick={() => void start()}>{t('resume')}</Button>
        </>
      );
    case 'done':
      return <Undo undo={undo} />;
    case 'undoing':
      return undefined;
    case 'draft':
    case 'checked':
    case 'undone':
      return (
        <>
          <Button variant="default" onClick={() => void remove()}>
            {t('remove')}
          </Button>
          {state === 'checked' && ready ? <Button onClick={() => void start()}>{t('start')}</Button> : undefined}
        </>
      );
  }
}

function Undo({ undo }: { readonly undo: () => Promise<void> }) {
  const t = useTexts(ordersTexts);
  return (
    <Button variant="default" onClick={() => void undo()}>
      {t('undo')}
    </Button>
  );
}

/** What an undo touches, by what the file holds. */
const touchedBy = {
  people: ['lines', 'rewards', 'review', 'people'],
  orders: ['lines', 'rewards', 'review', 'people'],
  participants: ['codes', 'balances', 'people'],
  bindings: ['codes', 'rewards', 'review', 'people'],
} as const satisfies Record<ImportKind, readonly string[]>;

function useOrders({ import: id, kind, state, check, consentNeeded, progress, fileName }: ImportDetail) {
  const t = useTexts(ordersTexts);
  const go = useGo();
  const confirm = useConfirm();
  const [starts, stops, undoes, removes] = [
    useWrite(importsApi.start),
    useWrite(importsApi.stop),
    useWrite(importsApi.undo),
    useWrite(importsApi.remove),
  ];
  const params = { import: id };
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      toastProblem(error);
      return false;
    }
  };
  return {
    start: async (): Promise<void> => {
      const count = check?.ready ?? 0;
      const withoutConsent = state === 'checked' && consentNeeded;
      const question = {
        title: t('start_title'),
        text: withoutConsent ? t('start_without_consent') : t('start_text'),
        touches: [
          t(`start_touches_${kind}`, { count }),
          ...(check?.refused ? [t('start_refused', { count: check.refused })] : []),
        ],
        action: withoutConsent ? t('start_without_consent_do') : t('start'),
        danger: withoutConsent,
      };
      if (state === 'checked' && !(await confirm(question))) return;
      await attempt(() => starts.mutateAsync({ params, body: withoutConsent ? { withoutConsent } : {} }));
    },
    stop: async (): Promise<void> => {
      if (await attempt(() => stops.mutateAsync({ params }))) toast(t('stopped'));
    },
    undo: async (): Promise<void> => {
      const touched = touchedBy[kind].map((each) => t(`undo_${each}`, { count: progress.imported }));
      const question = {
        title: t('undo_title'),
        text: t('undo_text'),
        touches: touched,
        action: t('undo'),
        danger: true,
      };
      if (await confirm(question)) await attempt(() => undoes.mutateAsync({ params }));
    },
    remove: async (): Promise<void> => {
      const question = {
        title: t('remove_title'),
        text: t('remove_text'),
        touches: [fileName],
        action: t('remove'),
        danger: true,
      };
      if (!(await confirm(question))) return;
      if (!(await attempt(() => removes.mutateAsync({ params })))) return;
      toast(t('removed'));
      go(pathTo('imports'), 'replace');
    },
  };
}
