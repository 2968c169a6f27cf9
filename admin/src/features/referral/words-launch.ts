/** What the last question before a launch says of invitations of before; part of the editor's texts. */
export const launchTexts = {
  ru: {
    greatest_cost: 'Во что обойдётся друг',
    greatest_cost_hint: 'Обе стороны вместе, без премий за период.',
    reach: 'К кому применить изменение',
    reach_new: 'К новым приглашениям',
    reach_new_means: 'Прежние приглашения решаются по прежним правилам.',
    reach_open: 'И к открытым',
    reach_open_means: 'Ещё и к тем, по которым пока ничего не решено: друг ещё не принёс вознаграждения.',
    reach_all: 'Ко всем',
    reach_all_means:
      'Пересмотреть и прошлое: что получится иначе, исправится, а потраченное или давнее придёт на проверку.',
    reach_reckoning: 'Считаем, что изменится…',
    reach_none: 'Просмотрено приглашений: {pairs}. Вознаграждения не изменятся.',
    reach_changes: 'Просмотрено приглашений: {pairs}. Вознаграждения изменятся у {changed} из них:',
  },
  en: {
    greatest_cost: 'What a friend costs',
    greatest_cost_hint: 'Both sides together, without bonuses of a period.',
    reach: 'To whom the change applies',
    reach_new: 'To new invitations',
    reach_new_means: 'Invitations of before are decided by the rules of before.',
    reach_open: 'To open ones, too',
    reach_open_means: 'Also to those of which nothing is decided yet: the friend has brought no reward.',
    reach_all: 'To all',
    reach_all_means:
      'The past is looked at again: what comes out otherwise is corrected, what is spent or long ago goes to review.',
    reach_reckoning: 'Reckoning what changes…',
    reach_none: '{pairs} invitations were looked at. No reward changes.',
    reach_changes: '{pairs} invitations were looked at. The rewards of {changed} change:',
  },
} as const;
