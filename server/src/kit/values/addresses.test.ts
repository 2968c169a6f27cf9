import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressInHost, isPublicAddress } from './addresses.ts';

describe('isPublicAddress', () => {
  test.each(['8.8.8.8', '1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'anybody may have %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    ['this machine', ['127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '::']],
    ['metadata of a cloud', ['169.254.169.254', '100.100.100.200', 'fd00:ec2::254', 'fe80::a9fe:a9fe']],
    ['private networks', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fc00::1']],
    ['reserved blocks', ['192.0.2.1', '198.18.0.1', '203.0.113.1', '240.0.0.1', '2001:db8::1', '100::1', 'fec0::1']],
    ['many at once', ['255.255.255.255', '224.0.0.1', 'ff02::1']],
    ['IPv4 inside IPv6', ['::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::']],
    ['tunnels', ['2001:0:7f00:1::', '2002:808:808::1', '64:ff9b::808:808', '192.88.99.1']],
    ['no address', ['', 'localhost', 'example.com', '1.2.3', '999.1.1.1', '::g', '8.8.8.8/8']],
  ])('not: %s', (_what, addresses) => {
    for (const address of addresses) expect(isPublicAddress(address), address).toBe(false);
  });

  test('an IPv4 address is judged alike in every dress', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const mapped = `::ffff:${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        expect(isPublicAddress(mapped)).toBe(isPublicAddress(address));
      }),
    );
  });
});

test.each([
  ['https://2130706433/', '127.0.0.1'],
  ['https://0x7f.1/', '127.0.0.1'],
  ['https://017700000001/', '127.0.0.1'],
  ['https://127.1/', '127.0.0.1'],
  ['https://①②⑦.⓪.⓪.①/', '127.0.0.1'],
  ['https://[::ffff:169.254.169.254]/', '::ffff:a9fe:a9fe'],
  ['https://example.com/', undefined],
  ['https://127.0.0.1.example.com/', undefined],
])('the host of %s is the address %s', (url, address) => {
  expect(addressInHost(new URL(url).hostname)).toBe(address);
});
