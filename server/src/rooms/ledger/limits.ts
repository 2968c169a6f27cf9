/** Every limit of this room. */
export const ledgerLimits = {
  postingsPerTransfer: 100,
  transfersPerCall: 10_000,
  keyLength: 200,
  kindLength: 40,
  aboutLength: 200,
  statementPage: 200,
  exportPage: 10_000,
  unitDecimals: 9,
} as const;
