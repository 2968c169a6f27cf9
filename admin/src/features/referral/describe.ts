import { conjuncts } from './conditions.ts';
import { conditionText } from './describe-conditions.ts';
import { rewardSettings } from './describe-rewards.ts';
import { type Draft, isObject, isSameDraft, listAt, textAt, valueAt } from './draft.ts';

/** How the settings of a definition are said; the sentences themselves stand in the texts of the editor. */
export interface Words {
  label(name: LabelName): string;
  /** A value that has a name of its own, such as `pick_first`. */
  named(name: string): string;
  amount(amount: string, unit: string): string;
  unit(unit: string): string;
  moment(text: string): string;
  days(count: number): string;
  /** A sentence of several words that are said already. */
  said(name: Saying, values: Readonly<Record<string, string | number>>): string;
}

/** Sentences that are made of other words. */
export type Saying =
  | 'reward_line'
  | 'reward_trigger'
  | 'reward_rates'
  | 'reward_at_most'
  | 'reward_rounding'
  | 'reward_line_rule'
  | 'reward_condition'
  | 'share_text'
  | 'lines_text'
  | 'line_percent_text'
  | 'line_each_text'
  | 'all_joined'
  | 'any_joined'
  | 'not_said'
  | 'where_said'
  | 'within_days_said';

export type LabelName =
  | 'name_ru'
  | 'name_en'
  | 'starts_at'
  | 'ends_at'
  | 'by_link'
  | 'destination'
  | 'landing'
  | 'allowed_hosts'
  | 'by_code'
  | 'code_length'
  | 'by_hand'
  | 'back_date_days'
  | 'pick'
  | 'precedence'
  | 'window_days'
  | 'known_for_days'
  | 'may_have_paid'
  | 'conditions_of_friend'
  | 'conditions_of_order'
  | 'section_rewards'
  | 'claw_back'
  | 'correction_days'
  | 'cap'
  | 'other_settings';

/** One setting: its name, and what it is set to. */
export interface Setting {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** Every setting of a definition in the order of the editor. What is not set is left out. */
export function settingsOf(draft: Draft, words: Words): Setting[] {
  const one = (name: LabelName, value: string): Setting[] =>
    value === '' ? [] : [{ key: name, label: words.label(name), value }];
  const text = (name: LabelName, path: string): Setting[] => one(name, textAt(draft, path));
  const choice = (name: LabelName, path: string, prefix: string): Setting[] => {
    const chosen = textAt(draft, path);
    return one(name, chosen === '' ? '' : words.named(`${prefix}_${chosen}`));
  };
  const days = (name: LabelName, path: string): Setting[] => {
    const count = valueAt(draft, path);
    return typeof count === 'number' ? one(name, words.days(count)) : [];
  };
  const moment = (name: LabelName, path: string): Setting[] => {
    const at = textAt(draft, path);
    return one(name, at === '' ? '' : words.moment(at));
  };
  const isSet = (name: LabelName, path: string): Setting[] =>
    valueAt(draft, path) === undefined ? [] : one(name, words.named('yes'));
  const flag = (name: LabelName, path: string): Setting[] => {
    const value = valueAt(draft, path);
    return typeof value === 'boolean' ? one(name, words.named(value ? 'yes' : 'no')) : [];
  };
  return [
    ...text('name_ru', '/name/ru'),
    ...text('name_en', '/name/en'),
    ...moment('starts_at', '/startsAt'),
    ...moment('ends_at', '/endsAt'),
    ...isSet('by_link', '/invite/link'),
    ...text('destination', '/invite/link/destination'),
    ...flag('landing', '/invite/link/landing'),
    ...one('allowed_hosts', listAt(draft, '/invite/link/allowedHosts').map(String).join(', ')),
    ...text('code_length', '/invite/code/length'),
    ...days('back_date_days', '/invite/manual/backDateDays'),
    ...choice('pick', '/attribution/pick', 'pick'),
    ...one(
      'precedence',
      listAt(draft, '/attribution/precedence')
        .map((channel) => words.named(`channel_${String(channel)}`))
        .join(', '),
    ),
    ...days('window_days', '/attribution/windowDays'),
    ...knownFor(draft, words),
    ...flag('may_have_paid', '/friend/mayHavePaid'),
    ...conditions(draft, 'friend', words),
    ...conditions(draft, 'order', words),
    ...rewardSettings(draft, words),
    ...choice('claw_back', '/clawBack', 'claw_back'),
    ...days('correction_days', '/correctionDays'),
    ...cap(draft, words),
  ];
}

function knownFor(draft: Draft, words: Words): Setting[] {
  const days = valueAt(draft, '/friend/knownForDays');
  const value = days === null ? words.named(anybody(draft)) : typeof days === 'number' ? words.days(days) : '';
  return value === '' ? [] : [{ key: 'known_for_days', label: words.label('known_for_days'), value }];
}

function anybody(draft: Draft): string {
  return valueAt(draft, '/friend/mayHavePaid') === true ? 'known_any_paid' : 'known_any';
}

/** Each condition is a setting under its own words, so that a comparison tells which one is new and which is gone. */
function conditions(draft: Draft, side: 'friend' | 'order', words: Words): Setting[] {
  return conjuncts(valueAt(draft, `/${side}/conditions`)).map((part) => {
    const value = conditionText(part, words);
    return { key: `${side} ${value}`, label: words.label(`conditions_of_${side}`), value };
  });
}

function cap(draft: Draft, words: Words): Setting[] {
  if (!isObject(valueAt(draft, '/cap'))) return [];
  const value = words.amount(textAt(draft, '/cap/amount'), textAt(draft, '/cap/unit'));
  return [{ key: 'cap', label: words.label('cap'), value }];
}

/** A setting that is not the same in two definitions; undefined where one of them does not have it. */
export interface Difference {
  readonly key: string;
  readonly label: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What differs, in the order of the editor. A difference that no setting tells is told as what it is: other. */
export function differencesOf(before: Draft, after: Draft, words: Words): Difference[] {
  const [old, next] = [settingsOf(before, words), settingsOf(after, words)];
  const keys = [...new Set([...old, ...next].map(({ key }) => key))];
  const found = keys.flatMap((key): Difference[] => {
    const left = old.find((each) => each.key === key);
    const right = next.find((each) => each.key === key);
    if (left?.value === right?.value) return [];
    return [{ key, label: (right ?? left)?.label ?? key, before: left?.value, after: right?.value }];
  });
  if (found.length > 0 || isSameDraft(before, after)) return found;
  const label = words.label('other_settings');
  return [{ key: 'other', label, before: JSON.stringify(before), after: JSON.stringify(after) }];
}
