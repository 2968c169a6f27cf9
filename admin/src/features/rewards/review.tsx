import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { RewardGrant } from '@sarafan/contract';
import { useState } from 'react';
import { Amount } from '../../kit/amount.tsx';
import { useWrite } from '../../kit/api.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { List } from '../../kit/list.tsx';
import { NoteForm } from '../../kit/note-form.tsx';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { toast } from '../../kit/toast.tsx';
import { nameOf } from '../../kit/who.tsx';
import { Accruals } from './accruals.tsx';
import { rewardsApi } from './api.ts';
import { explanationOf, useGrantColumns } from './columns.tsx';
import { RewardsFrame } from './frame.tsx';
import { rewardsTexts } from './texts.ts';

type Decision = 'approve' | 'refuse';

interface Asked {
  readonly grant: RewardGrant;
  readonly decision: Decision;
}

/** Rewards about which a person has to decide, because the engine takes nothing back by itself any more. */
export function ReviewScreen() {
  const t = useTexts(rewardsTexts);
  const may = useMay('support');
  const columns = useGrantColumns();
  const [asked, setAsked] = useState<Asked>();
  const why = ({ review }: RewardGrant): string => (review === null ? '' : t(`why_${review}`));
  const actions = (grant: RewardGrant) => (
    <Group gap="sm" justify="flex-end" wrap="nowrap">
      <Anchor component={Link} size="sm" href={explanationOf(grant)}>
        {t('explanation')}
      </Anchor>
      {may ? (
        <>
          <Button size="compact-sm" variant="default" onClick={() => setAsked({ grant, decision: 'approve' })}>
            {t(grant.review === 'accrual' ? 'let_through' : 'approve')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsked({ grant, decision: 'refuse' })}>
            {t(grant.review === 'accrual' ? 'decline' : 'refuse')}
          </Button>
        </>
      ) : undefined}
    </Group>
  );
  return (
    <RewardsFrame>
      {may ? <Accruals /> : undefined}
      <List
        label={t('review')}
        route={rewardsApi.grants}
        query={{ state: 'review' }}
        columns={[
          columns.holder,
          columns.amount,
          columns.friend,
          columns.program,
          { key: 'why', title: t('why'), cell: why, text: why },
          columns.granted,
        ]}
        actions={actions}
        keyOf={({ grant }) => grant}
        empty={{ title: t('review_empty_title'), text: t('review_empty_text') }}
      />
      {asked === undefined ? undefined : <Decide {...asked} onClose={() => setAsked(undefined)} />}
    </RewardsFrame>
  );
}

/** What waits for the end of a period is not owed any less, so it is let through or declined. */
const accrualWords = { approve: 'let_through', refuse: 'decline' } as const satisfies Record<Decision, string>;

interface DecideProps extends Asked {
  readonly onClose: () => void;
}

function Decide({ grant, decision, onClose }: DecideProps) {
  const t = useTexts(rewardsTexts);
  const write = useWrite(rewardsApi[decision]);
  const word = grant.review === 'accrual' ? accrualWords[decision] : decision;
  const send = async (note: string): Promise<void> => {
    await write.mutateAsync({ params: { grant: grant.grant }, body: { note } });
    toast(t(`${word}_done`));
    onClose();
  };
  return (
    <Dialog title={t(`${word}_title`)} opened onClose={onClose}>
      <Stack gap="md">
        <Text size="sm" fw={600}>
          <Plain text={nameOf(grant.holderPerson, grant.holder)} />: <Amount amount={grant.amount} unit={grant.unit} />
        </Text>
        <Text size="sm">{t(`${word}_text`)}</Text>
        <NoteForm label={t('note')} hint={t('note_hint')} action={t(word)} send={send} cancel={onClose} />
      </Stack>
    </Dialog>
  );
}
