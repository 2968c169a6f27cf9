import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clickParameter, landingAddress, landingPage, siteAddress } from './landing.ts';

const link = {
  destination: 'https://school.example/start?from=friend#top',
  allowedHosts: ['school.example', 'Shop.Example'],
};

const own = landingPage('https://invite.example', 'prg_1', 'CDFGJNQR');

describe('where an invite link leads', () => {
  test('to our own landing when the program has no page of its own, or wants ours first', () => {
    const landing = 'https://invite.example/i/prg_1?code=CDFGJNQR';
    expect(landingAddress({ allowedHosts: [] }, undefined, undefined, own)).toBe(landing);
    expect(landingAddress({ allowedHosts: [] }, 'https://evil.example', 'T', own)).toBe(`${landing}&sarafan_click=T`);
    expect(landingAddress({ ...link, landing: true }, undefined, 'T', own)).toBe(`${landing}&sarafan_click=T`);
    expect(landingAddress({ ...link, landing: true }, 'https://shop.example', 'T', own)).toContain('shop.example');
    expect(siteAddress({ ...link, landing: true }, 'T')).toBe(
      'https://school.example/start?from=friend&sarafan_click=T#top',
    );
    expect(siteAddress({ allowedHosts: [] }, 'T')).toBeUndefined();
  });

  test.each([
    [undefined, undefined, 'https://school.example/start?from=friend#top'],
    [undefined, 'T.1', 'https://school.example/start?from=friend&sarafan_click=T.1#top'],
    ['https://shop.example', 'T', 'https://shop.example/?sarafan_click=T'],
    ['https://shop.example/?a=%20b&sarafan_click=forged', 'T', 'https://shop.example/?a=+b&sarafan_click=T'],
    ['https://shop.example/?a=%20b', 'T', 'https://shop.example/?a=%20b&sarafan_click=T'],
    ['http://school.example:80/x', undefined, 'http://school.example/x'],
    ['https://school.example:8443/x', undefined, 'https://school.example/start?from=friend#top'],
  ])('%s with the token %s', (to, token, expected) => {
    expect(landingAddress(link, to, token, own)).toBe(expected);
  });

  test('whatever a visitor is sent with, only allowed hosts are led to (REF-11)', () => {
    const piece = fc.constantFrom(
      'https:',
      'http:',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '?',
      '#',
      '.',
      'shop.example',
      'evil.example',
      '\t',
      'a',
    );
    const text = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (to) => {
        const url = new URL(landingAddress(link, to, 'TOKEN', own));
        expect(['school.example', 'shop.example']).toContain(url.hostname);
        expect(url.protocol).toMatch(/^https?:$/);
        expect(url.username + url.password).toBe('');
        expect(url.searchParams.getAll(clickParameter)).toEqual(['TOKEN']);
      }),
      { numRuns: 2_000 },
    );
  });
});
