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
  | 'reward_per_person'
  | 'reward_step'
  | 'bonus_line'
  | 'reward_of_task'
  | 'reward_of_choice'
  | 'choice_line'
  | 'task_line'
  | 'task_when'
  | 'task_fund_of'
  | 'task_sponsor_of'
  | 'task_terms_of'
  | 'task_for_all_of'
  | 'reward_accrual'
  | 'reward_expiry'
  | 'reward_fulfil'
  | 'bonus_fulfil'
  | 'bonus_expiry'
  | 'expiry_text'
  | 'expiry_remind_text'
  | 'expiry_silent_text'
  | 'bonus_approval'
  | 'accrual_text'
  | 'approval_text'
  | 'bonus_step'
  | 'bonus_after'
  | 'bonus_hold'
  | 'bonus_each_text'
  | 'bonus_share_text'
  | 'bonus_step_text'
  | 'reward_level'
  | 'scale_text'
  | 'step_text'
  | 'step_at_most'
  | 'limit_text'
  | 'limit_partly_text'
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
  | 'minimum'
  | 'section_rewards'
  | 'section_bonuses'
  | 'section_tasks'
  | 'results_leads'
  | 'results_sales'
  | 'results_keep'
  | 'claw_back'
  | 'correction_days'
  | 'cap'
  | 'program_zone'
  | 'exclusive'
  | 'per_order'
  | 'always_pays'
  | 'exclusive_coupons'
  | 'other_settings';

/** One setting: its name, and what it is set to. */
export interface Setting {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}
