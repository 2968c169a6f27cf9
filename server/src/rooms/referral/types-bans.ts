/** Why a ban was not changed. */
export type BanProblem =
  | 'not_a_participant'
  | 'banned_already'
  | 'too_many_bans'
  | 'unknown_ban'
  | 'ban_lifted'
  | 'no_appeal'
  | 'appeal_decided';
