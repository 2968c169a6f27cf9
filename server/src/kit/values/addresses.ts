import ipaddr from 'ipaddr.js';

/** Everything that the world can reach by IPv6 lies in here; what lies outside leads into some machine or network. */
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * True for an address that anybody on the Internet may have. False for this machine, private and link-local networks
 * (the metadata services of clouds among them), reserved blocks, tunnels that carry such an address inside, and for
 * text that is no address.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return false;
  // An IPv4 address in the clothes of an IPv6 address is judged as what it is.
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalIpv6);
}

/** The address that the host of a URL is, without the brackets of IPv6; undefined for a name. */
export function addressInHost(hostname: string): string | undefined {
  const bare = hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : undefined;
}
