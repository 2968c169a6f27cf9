import { describe, expect, test } from 'vitest';
import type { FactBody } from '../../../engine/fact.ts';
import { failedCodeLimits } from '../limits.ts';
import { failedCode, keptText } from './failed-codes.ts';

const track = (name: string, properties: Record<string, string>): FactBody => ({
  ...{ type: 'track', name, timestamp: 0, properties },
});
const nobody = () => false;

describe('a code that is nobody’s (REF-72)', () => {
  test.each([
    ['a typed code', track('Referral Code Entered', { code: 'cdfgjn' }), 'CDFGJN'],
    ['in the other keyboard layout', track('Signed Up', { referral_code: 'СВАПОТ' }), 'CDFGJN'],
    ['a text that no code looks like', track('Referral Code Entered', { code: ' friend-10 ' }), 'FRIEND-10'],
    [
      'told by support',
      { type: 'command', name: 'Bind Friend', timestamp: 0, properties: { code: 'CDFGJN' } },
      'CDFGJN',
    ],
    [
      'said of a person',
      { type: 'identify', name: 'identify', timestamp: 0, traits: { referral_code: 'CDFGJN' } },
      'CDFGJN',
    ],
  ] as const)('%s is kept', (_name, body, kept) => {
    expect(failedCode(body as FactBody, nobody)).toBe(kept);
  });

  test.each([
    ['an ordinary coupon of the shop', track('Order Completed', { coupon: 'SUMMER' })],
    ['an event without a code', track('Referral Code Entered', {})],
    [
      'what a decision told',
      { type: 'derived', name: 'Referral Code Entered', timestamp: 0, properties: { code: 'X' } },
    ],
    ['nothing that can be seen', track('Referral Code Entered', { code: '\u200b \u0000' })],
  ] as const)('%s is not', (_name, body) => {
    expect(failedCode(body as FactBody, nobody)).toBeUndefined();
  });

  test('what somebody has did not fail', () => {
    expect(failedCode(track('Referral Code Entered', { code: 'СВАПОТ' }), (code) => code === 'CDFGJN')).toBeUndefined();
  });

  test('a long text is cut, and nothing in it hides (INV-8)', () => {
    expect(keptText(`a\u202e${'b'.repeat(10_000)}`)).toBe(`A${'B'.repeat(failedCodeLimits.characters - 1)}`);
    expect([...(keptText('😀'.repeat(100)) ?? '')]).toHaveLength(failedCodeLimits.characters);
  });
});
