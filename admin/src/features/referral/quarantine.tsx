import { Button } from '@mantine/core';
import type { QuarantinedFact } from '@sarafan/contract';
import { useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { List } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { Raw } from '../../kit/raw.tsx';
import { useMay } from '../../kit/session.ts';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import { SupportFrame } from './support-frame.tsx';
import { supportTexts } from './texts-support.ts';

/** Facts that could not be processed, each with its error and the way back. */
export function QuarantineScreen() {
  const t = useTexts(supportTexts);
  return (
    <SupportFrame>
      <List
        label={t('quarantine')}
        route={referralApi.quarantine}
        columns={[
          {
            ...{ key: 'messageId', title: t('message') },
            cell: ({ messageId }) => <Plain text={messageId} atMost={80} />,
            text: ({ messageId }) => messageId,
          },
          {
            ...{ key: 'error', title: t('error') },
            cell: ({ error }) => <Plain text={error} atMost={500} />,
            text: ({ error }) => error,
          },
          {
            ...{ key: 'quarantinedAt', title: t('put_aside') },
            cell: ({ quarantinedAt }) => <Moment at={quarantinedAt} />,
            text: ({ quarantinedAt }, { moment }) => moment(quarantinedAt),
          },
          {
            ...{ key: 'fact', title: t('what_was_sent') },
            cell: ({ fact }) => <Raw value={fact} />,
            text: ({ fact }) => JSON.stringify(fact),
          },
          {
            ...{ key: 'state', title: t('state') },
            cell: (row) => <State row={row} />,
            text: ({ releasedAt }) => t(releasedAt === null ? 'waits' : 'released_state'),
          },
        ]}
        keyOf={({ id }) => id}
        empty={{ title: t('quarantine_empty'), text: t('quarantine_empty_text') }}
      />
    </SupportFrame>
  );
}

function State({ row: { id, messageId, error, releasedAt } }: { readonly row: QuarantinedFact }) {
  const t = useTexts(supportTexts);
  const may = useMay('support');
  const confirm = useConfirm();
  const release = useWrite(referralApi.release);
  if (releasedAt !== null) return <Mark tone="good">{t('released_state')}</Mark>;
  const ask = async (): Promise<void> => {
    const touches = [`${t('message')}: ${messageId}`, `${t('error')}: ${error}`];
    if (!(await confirm({ title: t('release_title'), text: t('release_text'), touches, action: t('release') }))) return;
    try {
      await release.mutateAsync({ params: { fact: id } });
      toast(t('released'));
    } catch (thrown) {
      toastProblem(thrown);
    }
  };
  if (!may) return <Mark tone="waiting">{t('waits')}</Mark>;
  return (
    <Button size="compact-sm" variant="default" loading={release.isPending} onClick={() => void ask()}>
      {t('release')}
    </Button>
  );
}
