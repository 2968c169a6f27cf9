import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { campaignOf, captureFrom } from './capture.ts';

const site = 'https://school.example';

describe('what an address tells of an invitation', () => {
  test.each([
    ['/', {}, '/'],
    ['/?a=1#top', {}, '/?a=1#top'],
    ['/?sarafan_click=C.1.2.s', { click: 'C.1.2.s' }, '/'],
    ['/a?x=%20+y&sarafan_click=C.1.2.s&z#part', { click: 'C.1.2.s' }, '/a?x=%20+y&z#part'],
    ['/?referral_code=abc%20d', { code: 'abc d' }, '/'],
    ['/?referral_code=AB&sarafan_click=C', { click: 'C', code: 'AB' }, '/'],
    ['/?sarafan_click=A&sarafan_click=B', { click: 'A' }, '/'],
    ['/?sarafan_click=', {}, '/'],
    ['/?sarafan_click=%E0%A4%A', {}, '/'],
    [`/?sarafan_click=${'x'.repeat(201)}`, {}, '/'],
    ['/#?sarafan_click=A', {}, '/#?sarafan_click=A'],
    ['/?SARAFAN_CLICK=A', {}, '/?SARAFAN_CLICK=A'],
    ['/?toString=A&__proto__=B', {}, '/?toString=A&__proto__=B'],
  ])('%s', (address, found, left) => {
    expect(captureFrom(site + address)).toEqual({ ...found, url: site + left });
  });

  test('the code’s parameter is the site’s to name', () => {
    expect(captureFrom(`${site}/?ref=AB&referral_code=CD`, 'ref')).toEqual({
      code: 'AB',
      url: `${site}/?referral_code=CD`,
    });
  });

  test('everything else of any address stays as it is, to the letter', () => {
    const part = fc.webQueryParameters();
    fc.assert(
      fc.property(part, part, fc.webFragments(), (before, after, hash) => {
        fc.pre(!`${before}&${after}`.includes('sarafan_click') && !`${before}&${after}`.includes('referral_code'));
        const { click, url } = captureFrom(`${site}/?${before}&sarafan_click=C.1.2.s&${after}#${hash}`);
        expect(click).toBe('C.1.2.s');
        expect(url).toBe(`${site}/?${before}&${after}#${hash}`);
      }),
    );
  });
});

describe('a campaign', () => {
  test.each([
    ['/?utm_source=vk&utm_campaign=Spring+sale&x=1', { source: 'vk', name: 'Spring sale' }],
    ['/?utm_medium=%D0%BF%D0%BE%D1%87%D1%82%D0%B0#utm_term=x', { medium: 'почта' }],
    ['/?utm_source=', undefined],
    ['/?constructor=x', undefined],
    ['/', undefined],
  ])('%s', (address, campaign) => {
    expect(campaignOf(site + address)).toEqual(campaign);
  });
});
