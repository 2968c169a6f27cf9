import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { addressInHost, isPublicAddress } from '../values/addresses.ts';

/** A connection to an address that only this machine or its networks can reach. */
class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';

  constructor(address: string) {
    super(`${address} is no public address`);
  }
}

/** How a name becomes addresses: the system's way, or a test's. */
export type Resolve = (
  hostname: string,
  options: LookupOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const bySystem: Resolve = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, callback);
};

/**
 * Opens connections to public addresses only. The addresses that a name resolves to are looked at, and the connection
 * is made to those very addresses, so a name that answers differently the next time gains nothing; a name of which a
 * single address is not public is refused as a whole. An address in the place of a name is never resolved, so it is
 * looked at by itself.
 */
export function publicConnector(connectTimeoutMs: number, resolve: Resolve = bySystem): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, options, (error, addresses) => {
      const refused = addresses?.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses ?? [];
      if (error !== null) callback(error, '', 0);
      else if (refused !== undefined) callback(new AddressRefused(refused.address), '', 0);
      else if (first === undefined) callback(new Error(`${hostname} has no address`), '', 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup });
  return (options, callback) => {
    const literal = addressInHost(options.hostname);
    if (literal !== undefined && !isPublicAddress(literal)) callback(new AddressRefused(literal), null);
    else connect(options, callback);
  };
}

/** Opens connections to any address: for development and tests. */
export function anyConnector(connectTimeoutMs: number): buildConnector.connector {
  return buildConnector({ timeout: connectTimeoutMs });
}
