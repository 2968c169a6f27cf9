import type { ConditionProblemCode } from '../../../conditions/index.ts';
import { type SchemaProblemCode, schemaProblemCodes } from './check-schema.ts';

/** A value that is said otherwise in each language. */
type Said = { readonly ru: string; readonly en: string };

/** Something wrong with a definition: where, what (a stable code), and the values that the sentence needs. */
export interface ProgramProblem {
  readonly path: string;
  readonly code: ProgramProblemCode;
  readonly values: Readonly<Record<string, string | Said>>;
}

export const programProblemCodes = [
  ...schemaProblemCodes,
  'no_invite',
  'ends_before_start',
  'never_holds',
  'excludes_another',
  'unknown_unit',
  'zero_amount',
  'duplicate_reward',
  'too_many_rewards',
  'cap_without_reward',
  'limit_below_reward',
  'steps_not_ascending',
  'per_order_of_newcomers',
  'level_of_friend',
  'scale_of_level',
  'unknown_time_zone',
  'cap_below_reward',
  'correction_before_hold_ends',
  'back_date_beyond_window',
  'bad_host',
  'link_host_not_allowed',
  'link_not_http',
  'link_with_password',
  'precedence_not_invited',
  'share_without_order',
  'nothing_for_line',
  'rule_never_reached',
  'registration_of_known',
  'participant_asks_nothing',
  'repeated_field',
  'choice_without_options',
  'options_without_choice',
  'bound_without_date',
  'candidate_has_no_order',
  'candidate_has_no_invitation',
  'results_without_bonus',
  'limit_asks_for_sums',
  'after_without_period',
  'chain_of_period',
  'chain_of_orders',
  'chain_too_long',
  'step_without_start',
  'repeated_task',
  'unknown_task',
  'task_without_reward',
  'fund_without_reward',
  'fund_below_reward',
  'task_of_level',
  'choice_alone',
  'repeated_option',
  'choice_differs',
  'choice_of_level',
  'expires_the_same_day',
  'expires_too_late',
  'reminder_too_early',
  'fulfil_expires',
  'promotion_not_for_codes',
  'unknown_promotion',
  'promotion_not_single',
  'promotion_over',
  'code_for_share',
  'part_of_code',
] as const;
export type ProgramProblemCode = (typeof programProblemCodes)[number] | SchemaProblemCode | ConditionProblemCode;
