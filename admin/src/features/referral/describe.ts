import { conjuncts, minimumOf } from './conditions.ts';
import { bonusSettings } from './describe-bonuses.ts';
import { conditionText } from './describe-conditions.ts';
import { limitText, rewardSettings } from './describe-rewards.ts';
import { taskSettings } from './describe-tasks.ts';
import { type Draft, isObject, isSameDraft, listAt, textAt, valueAt } from './draft.ts';
import type { LabelName, Setting, Words } from './words.ts';

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
    ...flag('per_order', '/attribution/perOrder'),
    ...text('exclusive', '/exclusive/group'),
    ...one(
      'always_pays',
      listAt(draft, '/exclusive/alwaysPays')
        .map((channel) => words.named(`channel_${String(channel)}`))
        .join(', '),
    ),
    ...flag('exclusive_coupons', '/exclusive/coupons'),
    ...knownFor(draft, words),
    ...flag('may_have_paid', '/friend/mayHavePaid'),
    ...conditions(draft, 'friend', words),
    ...conditions(draft, 'order', words),
    ...rewardSettings(draft, words),
    ...taskSettings(draft, words),
    ...bonusSettings(draft, words),
    ...choice('claw_back', '/clawBack', 'claw_back'),
    ...days('correction_days', '/correctionDays'),
    ...cap(draft, words),
    ...text('program_zone', '/timeZone'),
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

/**
 * Each condition is a setting under its own words, so that a comparison tells which one is new and which is gone. The
 * least total has a field of its own in the editor, and is a setting that changes.
 */
function conditions(draft: Draft, side: 'friend' | 'order', words: Words): Setting[] {
  const parts = conjuncts(valueAt(draft, `/${side}/conditions`));
  const minimumAt = side === 'order' ? parts.findIndex((part) => minimumOf(part) !== undefined) : -1;
  return parts.map((part, index) => {
    if (index === minimumAt) {
      return { key: 'minimum', label: words.label('minimum'), value: minimumOf(part) ?? '' };
    }
    const value = conditionText(part, words);
    return { key: `${side} ${value}`, label: words.label(`conditions_of_${side}`), value };
  });
}

function cap(draft: Draft, words: Words): Setting[] {
  if (!isObject(valueAt(draft, '/cap'))) return [];
  const value = limitText(valueAt(draft, '/cap'), textAt(draft, '/cap/unit'), words);
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
