import {
  ActionIcon,
  Alert,
  Button,
  Group,
  List,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import type { CheckedLimit, UnitLimit } from '@sarafan/contract';
import { useMemo } from 'react';
import { useWrite } from '../../kit/api.ts';
import { useAsk } from '../../kit/ask.ts';
import { Section } from '../../kit/detail.tsx';
import { Form } from '../../kit/form.tsx';
import { plain } from '../../kit/format.ts';
import { type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { Icon } from '../../kit/icons.tsx';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { toast } from '../../kit/toast.tsx';
import { checkoutApi } from './api.ts';
import { ConditionRow, currenciesWith } from './condition-row.tsx';
import { draftOf, type LimitDraft, limitOf, newLimit, newRow, newRule, type RowDraft } from './draft.ts';
import { checkoutTexts } from './texts.ts';

type Draft = UseFormReturnType<LimitDraft>;

interface EditorProps {
  readonly unit: string;
  readonly present: UnitLimit | undefined;
}

/** The rules of a unit as a form, and beside it what they say in plain words, made by the server as one types. */
export function LimitEditor({ unit, present }: EditorProps) {
  const t = useTexts(checkoutTexts);
  const go = useGo();
  const save = useWrite(checkoutApi.save);
  const form = useForm<LimitDraft>({ initialValues: present === undefined ? newLimit : draftOf(present.limit) });
  const check = useMemo(() => checkoutApi.check(unit), [unit]);
  const checked = useAsk(check, { limit: limitOf(form.values) }).data;
  const send = async (draft: LimitDraft): Promise<void> => {
    await save.mutateAsync({ params: { unit }, body: { limit: limitOf(draft) } });
    toast(t('saved'));
    form.resetDirty();
    go(pathTo('limits'));
  };
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Form form={form} send={send} cancel={() => go(pathTo('limits'))} fieldOf={fieldOf}>
        <Rates form={form} />
        {form.values.rules.map((_rule, index) => (
          // A rule is known by its place, which decides when it is asked.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Rule key={index} form={form} index={index} />
        ))}
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          onClick={() => form.setFieldValue('rules', [...form.values.rules, newRule])}
        >
          {t('add_rule')}
        </Button>
      </Form>
      <Section title={t('in_words')}>
        <Said checked={checked} />
      </Section>
    </SimpleGrid>
  );
}

/** `/rules/0/percent` is the field `rules.0.percent`. */
function fieldOf(path: string): string | undefined {
  return /^\/rules\/\d+\/(percent|atMost|minimum)$/.test(path) ? path.slice(1).replaceAll('/', '.') : undefined;
}

/** A button that takes something of the form away. */
function Remove({ label, remove }: { readonly label: string; readonly remove: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={remove}>
      <Icon name="close" size={16} />
    </ActionIcon>
  );
}

function Rates({ form }: { readonly form: Draft }) {
  const t = useTexts(checkoutTexts);
  const { rates } = form.values;
  const set = (next: LimitDraft['rates']): void => form.setFieldValue('rates', next);
  const free = currenciesWith('RUB').find((code) => rates.every(({ currency }) => currency !== code));
  return (
    <Section title={t('rates')}>
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {t('rates_hint')}
        </Text>
        {rates.map(({ currency, rate }, index) => (
          // A rate has no name but its place: its currency may be changed.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Group key={index} gap="xs" wrap="nowrap" align="flex-end">
            <NativeSelect
              label={t('currency')}
              value={currency}
              data={currenciesWith(currency)}
              onChange={({ currentTarget: { value } }) => {
                if (rates.every((each) => each.currency !== value)) set(rates.with(index, { currency: value, rate }));
              }}
            />
            <TextInput
              label={t('rate')}
              inputMode="decimal"
              maxLength={22}
              value={rate}
              onChange={({ currentTarget }) => set(rates.with(index, { currency, rate: currentTarget.value }))}
            />
            <Remove
              label={t('remove_rate', { number: index + 1 })}
              remove={() => set(rates.filter((_each, place) => place !== index))}
            />
          </Group>
        ))}
        {free === undefined ? undefined : (
          <Button
            size="xs"
            variant="default"
            w="fit-content"
            onClick={() => set([...rates, { currency: free, rate: '1' }])}
          >
            {t('add_rate')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}

interface RuleProps {
  readonly form: Draft;
  readonly index: number;
}

function Rule({ form, index }: RuleProps) {
  const t = useTexts(checkoutTexts);
  const path = `rules.${index}`;
  const number = index + 1;
  const conditions = form.values.rules[index]?.conditions ?? [];
  const set = (next: readonly RowDraft[]): void => form.setFieldValue(`${path}.conditions`, next);
  const field = (name: 'percent' | 'atMost' | 'minimum') => ({
    ...form.getInputProps(`${path}.${name}`),
    label: t(name),
    inputMode: 'decimal' as const,
    maxLength: 22,
  });
  const remove = (
    <Remove
      label={t('remove_rule', { number })}
      remove={() => form.setFieldValue('rules', form.values.rules.toSpliced(index, 1))}
    />
  );
  return (
    <Section title={t('rule', { number })} actions={remove}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <TextInput {...field('percent')} description={t('percent_hint')} />
          <TextInput {...field('atMost')} description={t('atMost_hint')} />
          <TextInput {...field('minimum')} description={t('minimum_hint')} />
        </SimpleGrid>
        <Text size="sm" fw={500}>
          {t('conditions')}
        </Text>
        {conditions.length === 0 ? (
          <Text size="xs" c="dimmed">
            {t('no_conditions')}
          </Text>
        ) : undefined}
        {conditions.map((row, place) => (
          // A condition has no name but its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Group key={place} gap="xs" wrap="nowrap" align="flex-start">
            <ConditionRow
              row={row}
              name={(label) => `${label} (${number}.${place + 1})`}
              onChange={(next) => set(conditions.with(place, next))}
            />
            <Remove
              label={t('remove_condition', { number: `${number}.${place + 1}` })}
              remove={() => set(conditions.toSpliced(place, 1))}
            />
          </Group>
        ))}
        <Button size="xs" variant="default" w="fit-content" onClick={() => set([...conditions, newRow])}>
          {`${t('add_condition')} (${number})`}
        </Button>
      </Stack>
    </Section>
  );
}

/** What the rules say, and what stands against them. */
function Said({ checked }: { readonly checked: CheckedLimit | undefined }) {
  const t = useTexts(checkoutTexts);
  const language = useLanguage();
  if (checked === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t('in_words_later')}
      </Text>
    );
  }
  return (
    <Stack gap="md" aria-live="polite">
      {checked.problems.length === 0 ? undefined : (
        <Alert color="red" variant="light" title={t('problems')}>
          <Stack gap={4}>
            {checked.problems.map((problem) => (
              <div key={`${problem.path} ${problem.code}`}>{problemText(problem, language, t)}</div>
            ))}
          </Stack>
        </Alert>
      )}
      {checked.summary === null ? undefined : (
        <List size="sm" spacing={4} type="ordered">
          {checked.summary.map((sentence) => (
            <List.Item key={sentence.en}>{plain(sentence[language], 500)}</List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}

type Problem = CheckedLimit['problems'][number];

function problemText(problem: Problem, language: 'ru' | 'en', t: Say<'problem_rule' | 'problem_condition'>): string {
  const text = plain(problem[language], 300);
  const [, rule, condition] = /^\/rules\/(\d+)(?:\/conditions\/all\/(\d+))?/.exec(problem.path) ?? [];
  if (rule === undefined) return text;
  const values = { number: Number(rule) + 1, problem: text };
  if (condition === undefined) return t('problem_rule', values);
  return t('problem_condition', { ...values, condition: Number(condition) + 1 });
}
