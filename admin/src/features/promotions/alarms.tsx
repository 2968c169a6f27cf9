import { Button, Stack, Text } from '@mantine/core';
import type { PromoAlarm } from '@sarafan/contract';
import { useState } from 'react';
import { useAddress } from '../../kit/address.ts';
import { useWrite } from '../../kit/api.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { List } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { NoteForm } from '../../kit/note-form.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { toast } from '../../kit/toast.tsx';
import { promotionsApi } from './api.ts';
import { PromotionsFrame } from './frame.tsx';
import { promotionsTexts } from './texts.ts';

/** Codes that may have leaked: what was seen, and what somebody found. */
export function PromotionAlarmsScreen() {
  const t = useTexts(promotionsTexts);
  const language = useLanguage();
  const may = useMay('support');
  const { values } = useAddress();
  const [asked, setAsked] = useState<PromoAlarm>();
  const close = (alarm: PromoAlarm) =>
    may && alarm.closedAt === null ? (
      <Button size="compact-sm" variant="default" onClick={() => setAsked(alarm)}>
        {t('close_alarm')}
      </Button>
    ) : undefined;
  const stateOf = ({ closedAt, paused }: PromoAlarm): string =>
    closedAt !== null ? t('alarm_closed') : t(paused ? 'alarm_paused' : 'alarm_open');
  return (
    <PromotionsFrame>
      <List
        label={t('alarms')}
        route={promotionsApi.alarms}
        query={{ promotion: values['promotion'] }}
        columns={[
          {
            ...{ key: 'promotion', title: t('promotion') },
            cell: ({ name }) => <Plain text={name[language]} atMost={60} />,
            text: ({ name }) => name[language],
          },
          {
            ...{ key: 'what', title: t('what_happened') },
            cell: ({ sentence }) => plain(sentence[language], 200),
            text: ({ sentence }) => sentence[language],
          },
          {
            ...{ key: 'state', title: t('state') },
            cell: (alarm) => <Mark tone={alarm.closedAt === null ? 'bad' : 'plain'}>{stateOf(alarm)}</Mark>,
            text: stateOf,
          },
          {
            ...{ key: 'note', title: t('found') },
            cell: ({ note }) => (note === null ? undefined : <Plain text={note} atMost={120} />),
            text: ({ note }) => note ?? '',
          },
          {
            ...{ key: 'raisedAt', title: t('raised_at') },
            cell: ({ raisedAt }) => <Moment at={raisedAt} />,
            text: ({ raisedAt }, { moment }) => moment(raisedAt),
          },
        ]}
        actions={close}
        keyOf={({ alarm }) => alarm}
        hrefOf={({ promotion }) => pathTo('promotion', { promotion })}
        filters={[{ name: 'open', label: t('state'), options: [{ value: 'true', label: t('alarm_open') }] }]}
        empty={{ title: t('no_alarms'), text: t('no_alarms_text') }}
      />
      {asked === undefined ? undefined : <CloseForm alarm={asked} done={() => setAsked(undefined)} />}
    </PromotionsFrame>
  );
}

function CloseForm({ alarm, done }: { readonly alarm: PromoAlarm; readonly done: () => void }) {
  const t = useTexts(promotionsTexts);
  const language = useLanguage();
  const write = useWrite(promotionsApi.closeAlarm);
  const send = async (note: string): Promise<void> => {
    await write.mutateAsync({ params: { alarm: alarm.alarm }, body: { note } });
    toast(t('alarm_closed'));
    done();
  };
  return (
    <Dialog title={t('close_alarm')} opened onClose={done}>
      <Stack gap="md">
        <Text size="sm">{plain(alarm.sentence[language], 200)}</Text>
        <NoteForm label={t('found')} hint={t('found_hint')} action={t('close_alarm')} send={send} cancel={done} />
      </Stack>
    </Dialog>
  );
}
