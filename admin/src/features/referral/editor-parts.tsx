import { Button, Checkbox, Group, Text, Textarea, TextInput } from '@mantine/core';
import { Icon } from '../../kit/icons.tsx';
import { ConditionRows } from './condition-rows.tsx';
import {
  excludedForms,
  formsExcluded,
  legalForms,
  minimumOf,
  minimumPart,
  type PaymentRule,
  paymentRuleOf,
  paymentRules,
} from './conditions.ts';
import { useConjuncts } from './conjuncts.ts';
import { decimalTyped, listAt, textAt, valueAt } from './draft.ts';
import {
  ChoiceField,
  CountField,
  FlagField,
  Part,
  Presence,
  TextField,
  useEditing,
  useEditorTexts,
  useProblem,
} from './editing.tsx';
import classes from './editor.module.css';
import { CapField, ZoneField } from './editor-limits.tsx';
import { MomentField } from './editor-moment.tsx';
import { fieldId } from './problems.ts';

export function NamePart() {
  const t = useEditorTexts();
  return (
    <Part title={t('section_name')} places={['/', '/name']}>
      <TextField path="/name/ru" label={t('name_ru')} />
      <TextField path="/name/en" label={t('name_en')} />
      <Group gap="sm" grow align="flex-start">
        <MomentField path="/startsAt" label={t('starts_at')} />
        <MomentField path="/endsAt" label={t('ends_at')} />
      </Group>
    </Part>
  );
}

export function InvitePart() {
  const t = useEditorTexts();
  const { draft } = useEditing();
  const hasDestination = textAt(draft, '/invite/link/destination') !== '';
  return (
    <Part title={t('section_invite')} places={['/invite']}>
      <Presence path="/invite/link" label={t('by_link')} usual={{ allowedHosts: [] }}>
        <TextField path="/invite/link/destination" label={t('destination')} hint={t('destination_hint')} optional />
        {hasDestination ? <FlagField path="/invite/link/landing" label={t('landing')} /> : undefined}
        <HostsField />
      </Presence>
      <Presence path="/invite/code" label={t('by_code')} usual={{ length: 8 }}>
        <CountField path="/invite/code/length" label={t('code_length')} hint={t('code_length_hint')} />
      </Presence>
      <Presence path="/invite/manual" label={t('by_hand')} usual={{ backDateDays: 14 }}>
        <CountField path="/invite/manual/backDateDays" label={t('back_date_days')} />
      </Presence>
    </Part>
  );
}

const hostsPath = '/invite/link/allowedHosts';

function HostsField() {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const lines = listAt(draft, hostsPath).map(String);
  return (
    <Textarea
      id={fieldId(hostsPath)}
      label={t('allowed_hosts')}
      description={t('allowed_hosts_hint')}
      error={useProblem(hostsPath)}
      autosize
      minRows={1}
      maxRows={8}
      value={lines.join('\n')}
      onChange={({ currentTarget: { value } }) => change(hostsPath, value === '' ? [] : value.split('\n'))}
    />
  );
}

export function AttributionPart() {
  const t = useEditorTexts();
  return (
    <Part title={t('section_attribution')} places={['/attribution', '/exclusive']}>
      <ChoiceField
        path="/attribution/pick"
        label={t('pick')}
        options={[
          { value: 'first', label: t('pick_first') },
          { value: 'last', label: t('pick_last') },
        ]}
      />
      <PrecedenceField />
      <CountField path="/attribution/windowDays" label={t('window_days')} />
      <FlagField path="/attribution/perOrder" label={t('per_order')} />
      <ExclusiveField />
    </Part>
  );
}

/** Whether a friend chooses between this program and others, and who is rewarded all the same. */
function ExclusiveField() {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const always = '/exclusive/alwaysPays';
  const chosen = listAt(draft, always).map(String);
  return (
    <Presence path="/exclusive" label={t('exclusive')} usual={{ group: 'promotions' }}>
      <TextField path="/exclusive/group" label={t('exclusive_group')} hint={t('exclusive_group_hint')} />
      <Checkbox.Group
        id={fieldId(always)}
        label={t('always_pays')}
        description={t('always_pays_hint')}
        value={chosen}
        onChange={(next) =>
          change(always, next.length === 0 ? undefined : channels.filter((each) => next.includes(each)))
        }
      >
        <Group gap="md" mt={4}>
          {channels.map((channel) => (
            <Checkbox key={channel} value={channel} label={t(`channel_${channel}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <FlagField path="/exclusive/coupons" label={t('exclusive_coupons')} />
    </Presence>
  );
}

const channels = ['link', 'code', 'manual'] as const;
const precedencePath = '/attribution/precedence';

/** Channels in their order: those that are in it can be taken out, the others are added at its end. */
function PrecedenceField() {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const problem = useProblem(precedencePath);
  const chosen = channels.filter((channel) => listAt(draft, precedencePath).includes(channel));
  const ordered = listAt(draft, precedencePath).flatMap((each) => chosen.filter((channel) => channel === each));
  const absent = channels.filter((channel) => !chosen.includes(channel));
  return (
    <div id={fieldId(precedencePath)} tabIndex={-1}>
      <Text size="sm" fw={500}>
        {t('precedence')}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {ordered.length === 0 ? t('precedence_none') : t('precedence_hint')}
      </Text>
      <Group gap="xs">
        {ordered.map((channel, index) => (
          <Button
            key={channel}
            size="xs"
            variant="light"
            rightSection={<Icon name="close" size={14} />}
            aria-label={t('precedence_remove', { channel: t(`channel_${channel}`) })}
            onClick={() => change(precedencePath, ordered.toSpliced(index, 1))}
          >
            {`${index + 1}. ${t(`channel_${channel}`)}`}
          </Button>
        ))}
        {absent.map((channel) => (
          <Button
            key={channel}
            size="xs"
            variant="default"
            onClick={() => change(precedencePath, [...ordered, channel])}
          >
            {t('precedence_add', { channel: t(`channel_${channel}`) })}
          </Button>
        ))}
      </Group>
      {problem === undefined ? undefined : (
        <Text size="xs" c="red" mt={4} role="alert">
          {problem}
        </Text>
      )}
    </div>
  );
}

export function FriendPart() {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const isAny = valueAt(draft, '/friend/knownForDays') === null;
  const { parts, replace, add } = useConjuncts('/friend/conditions');
  const formsAt = parts.findIndex((part) => excludedForms(part) !== undefined);
  const excluded = excludedForms(parts[formsAt]) ?? [];
  const exclude = (forms: readonly string[]): void => {
    const part = forms.length === 0 ? undefined : formsExcluded(forms);
    if (formsAt >= 0) replace(formsAt, part);
    else if (part !== undefined) add(part);
  };
  return (
    <Part title={t('section_friend')} places={['/friend']}>
      <Checkbox
        label={t(valueAt(draft, '/friend/mayHavePaid') === true ? 'known_any_paid' : 'known_any')}
        checked={isAny}
        onChange={({ currentTarget }) => change('/friend/knownForDays', currentTarget.checked ? null : 30)}
      />
      {isAny ? undefined : (
        <CountField path="/friend/knownForDays" label={t('known_for_days')} hint={t('known_for_days_hint')} />
      )}
      <FlagField path="/friend/mayHavePaid" label={t('may_have_paid')} />
      <Checkbox.Group
        label={t('forms_excluded')}
        value={[...excluded]}
        onChange={(forms) => exclude(legalForms.filter((form) => forms.includes(form)))}
      >
        <Group gap="md" mt={4}>
          {legalForms.map((form) => (
            <Checkbox key={form} value={form} label={t(`form_${form}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <ConditionRows
        path="/friend/conditions"
        title={t('further_conditions')}
        kinds={['trait', 'fact', 'count', 'sum', 'spent']}
        apart={(part) => excludedForms(part) !== undefined}
      />
    </Part>
  );
}

export function OrderPart() {
  const t = useEditorTexts();
  const { parts, replace, add } = useConjuncts('/order/conditions');
  const rules = Object.keys(paymentRules) as PaymentRule[];
  const minimumAt = parts.findIndex((part) => minimumOf(part) !== undefined);
  const setMinimum = (typed: string): void => {
    const amount = decimalTyped(typed);
    const part = amount === '' ? undefined : minimumPart(amount);
    if (minimumAt >= 0) replace(minimumAt, part);
    else if (part !== undefined) add(part);
  };
  return (
    <Part title={t('section_order')} places={['/order']}>
      {rules.map((rule) => {
        const at = parts.findIndex((part) => paymentRuleOf(part) === rule);
        return (
          <Checkbox
            key={rule}
            label={t(rule)}
            checked={at >= 0}
            onChange={({ currentTarget }) => (currentTarget.checked ? add(paymentRules[rule]) : replace(at, undefined))}
          />
        );
      })}
      <TextInput
        label={t('minimum')}
        description={t('minimum_hint')}
        inputMode="decimal"
        classNames={{ input: classes['short'] ?? '' }}
        error={useProblem(`/order/conditions/${minimumAt}`)}
        value={minimumOf(parts[minimumAt]) ?? ''}
        onChange={({ currentTarget }) => setMinimum(currentTarget.value)}
      />
      <ConditionRows
        path="/order/conditions"
        title={t('further_conditions')}
        kinds={['fact', 'trait', 'count', 'sum', 'spent']}
        apart={(part) => paymentRuleOf(part) !== undefined || minimumOf(part) !== undefined}
      />
    </Part>
  );
}

export function SafetyPart({ units }: { readonly units: readonly { value: string; label: string }[] }) {
  const t = useEditorTexts();
  return (
    <Part title={t('section_safety')} places={['/clawBack', '/cap', '/correctionDays', '/timeZone']}>
      <ChoiceField
        path="/clawBack"
        label={t('claw_back')}
        options={(['full_refund', 'any_refund', 'proportional', 'never'] as const).map((value) => ({
          value,
          label: t(`claw_back_${value}`),
        }))}
      />
      <CountField path="/correctionDays" label={t('correction_days')} hint={t('correction_days_hint')} optional />
      <CapField units={units} />
      <ZoneField />
    </Part>
  );
}
