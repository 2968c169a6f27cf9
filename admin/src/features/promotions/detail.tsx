import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { Promotion, PromotionStatus } from '@sarafan/contract';
import { useParams } from '../../kit/address.ts';
import { useRead, useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Copyable } from '../../kit/copy.tsx';
import { Facts, Screen, Section } from '../../kit/detail.tsx';
import { decimal, money } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Link, useGo } from '../../kit/link.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { Failure, Loading } from '../../kit/states.tsx';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { promotionsApi } from './api.ts';
import { Codes } from './codes.tsx';
import { StateMark } from './state-mark.tsx';
import { Summary } from './summary.tsx';
import { promotionsTexts } from './texts.ts';
import { Uses } from './uses.tsx';

/** One promotion: what it gives, its codes, who used them. */
export function PromotionScreen() {
  const t = useTexts(promotionsTexts);
  const params = useParams('promotion');
  const { data, error, refetch } = useRead(promotionsApi.promotion, { params });
  if (data === undefined || data.promotion !== params.promotion) {
    if (error === null) return <Loading />;
    return (
      <Screen title={t('promotion')} from={{ title: t('promotions'), href: pathTo('promotions') }}>
        <Failure error={error} retry={() => void refetch()} />
      </Screen>
    );
  }
  return <PromotionParts key={data.promotion} promotion={data} />;
}

function PromotionParts({ promotion }: { readonly promotion: Promotion }) {
  const t = useTexts(promotionsTexts);
  const language = useLanguage();
  const { definition, code, summary, openAlarms, pausedByAlarm } = promotion;
  return (
    <Screen
      title={definition.name[language]}
      from={{ title: t('promotions'), href: pathTo('promotions') }}
      marks={<StateMark promotion={promotion} />}
      actions={<Actions promotion={promotion} />}
    >
      {openAlarms === 0 ? undefined : (
        <Alert color="red" variant="light" title={t('open_alarms', { count: openAlarms })}>
          <Stack gap={4}>
            {pausedByAlarm ? <Text size="sm">{t('paused_by_alarm_text')}</Text> : undefined}
            <Anchor component={Link} size="sm" href={pathTo('promotionAlarms', {}, { promotion: promotion.promotion })}>
              {t('to_alarms')}
            </Anchor>
          </Stack>
        </Alert>
      )}
      {promotion.waitingRewards === 0 ? undefined : (
        <Alert color="yellow" variant="light" title={t('waiting', { count: promotion.waitingRewards })}>
          <Text size="sm">{t(promotion.status === 'active' ? 'waiting_text' : 'waiting_paused_text')}</Text>
        </Alert>
      )}
      <Section title={t('in_words')}>
        <Summary sentences={summary} />
      </Section>
      <Section title={t('result')}>
        <Numbers promotion={promotion} />
      </Section>
      {code === null ? <Codes promotion={promotion} /> : undefined}
      {code === null ? undefined : (
        <Section title={t('code')}>
          <Copyable text={code} label={t('code')} />
        </Section>
      )}
      <Uses promotion={promotion.promotion} />
    </Screen>
  );
}

function Numbers({ promotion }: { readonly promotion: Promotion }) {
  const t = useTexts(promotionsTexts);
  const language = useLanguage();
  const { used, redeemed, discounts, definition, savedAt, version } = promotion;
  const { uses, budget, currency = '', note } = definition;
  const of = (shown: string, whole: string | undefined): string =>
    whole === undefined ? shown : t('of', { shown, whole });
  const inMoney = (amount: string): string => money(amount, currency, language);
  return (
    <Facts
      items={[
        {
          label: t('used'),
          value: of(decimal(String(used), language), uses === undefined ? undefined : decimal(String(uses), language)),
        },
        { label: t('redeemed'), value: decimal(String(redeemed), language) },
        {
          label: t('discounts'),
          value: discounts && of(inMoney(discounts), budget === undefined ? undefined : inMoney(budget)),
        },
        { label: t('note'), value: note && <Plain text={note} atMost={200} /> },
        { label: t('version'), value: String(version) },
        { label: t('saved_at'), value: <Moment at={savedAt} /> },
      ]}
    />
  );
}

function Actions({ promotion }: { readonly promotion: Promotion }) {
  const t = useTexts(promotionsTexts);
  const go = useGo();
  const confirm = useConfirm();
  const may = useMay('write');
  const write = useWrite(promotionsApi.status);
  const { promotion: id, status, pausedByAlarm } = promotion;
  if (!may || status === 'ended') return undefined;
  const set = async (next: PromotionStatus): Promise<void> => {
    const action = t(`set_${next}`);
    const question = { title: t(`set_${next}_title`), text: t(`set_${next}_text`), action, danger: next === 'ended' };
    if (!(await confirm(question))) return;
    try {
      await write.mutateAsync({ params: { promotion: id }, body: { status: next } });
      toast(t('saved'));
    } catch (error) {
      toastProblem(error);
    }
  };
  const isOn = status === 'active' && !pausedByAlarm;
  return (
    <Group gap="sm">
      <Button variant="default" onClick={() => go(pathTo('promotionEdit', { promotion: id }))}>
        {t('change')}
      </Button>
      <Button variant="default" onClick={() => void set(isOn ? 'paused' : 'active')}>
        {t(isOn ? 'set_paused' : 'set_active')}
      </Button>
      <Button variant="default" onClick={() => void set('ended')}>
        {t('set_ended')}
      </Button>
    </Group>
  );
}
