import { data } from 'currency-codes';

/**
 * Exponents of ISO 4217 currencies. They come from the standard's own table and never from Intl, whose data follows
 * the habits of cash and differs between versions of Node.
 */
const exponents: ReadonlyMap<string, number> = new Map(
  data
    .filter((record) => !record.countries.some((country) => country.startsWith('Zz')))
    .map((record) => [record.code, record.digits]),
);

/**
 * How many decimals a currency has; undefined for an unknown code. The case of the code does not matter, because shops
 * send both. Metals, bond units and the codes for tests have no minor unit in the standard and count as unknown.
 */
export function currencyExponent(code: string): number | undefined {
  return exponents.get(code.toUpperCase());
}
