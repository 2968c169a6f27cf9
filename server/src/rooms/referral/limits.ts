/** Limits of placements (INV-8). */
export const placementLimits = {
  characters: 40,
  /** Links that one participant names in a program. */
  named: 20,
  /** Names that came with links and that nobody gave: a stranger can invent any number of them. */
  seen: 30,
} as const;

/** Of one person so many texts are kept, and of one lane so many of a workspace: those that were typed last (INV-8). */
export const failedCodeLimits = { ofPerson: 20, ofLane: 400, characters: 32 } as const;

/** Limits of telling persons of a version or a ban. */
export const tellingLimits = {
  /** Who is told in one step: few enough that live facts never wait long behind them. */
  toldAtOnce: 500,
  /** So long transactions of before the change are waited for; batches are cut off much earlier. */
  patienceMs: 60_000,
} as const;
