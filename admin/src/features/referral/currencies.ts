/** Currencies that these programs are mostly about stand first; the others follow by the alphabet. */
const usual = ['RUB', 'KZT', 'BYN', 'USD', 'EUR'] as const;

/** Codes to choose from, with those that are chosen already even if they are none; `without` are left out. */
export function currencies(chosen: readonly string[], without: readonly string[] = []): string[] {
  const known = new Set<string>([...chosen, ...usual, ...Intl.supportedValuesOf('currency')]);
  return [...known].filter((code) => chosen.includes(code) || !without.includes(code));
}
