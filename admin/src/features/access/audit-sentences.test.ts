import type { AuditRow } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import { type Say, say } from '../../kit/i18n.ts';
import { auditSentence, detailsOf } from './audit-sentences.ts';
import { type AuditText, auditTexts } from './texts-audit.ts';

const english: Say<AuditText> = (key, values) => say(auditTexts, key, { ...values, lng: 'en' });

function row(action: string, target: string, detail: AuditRow['detail'] = {}): AuditRow {
  return { entry: '1', at: '2026-01-01T00:00:00Z', actor: 'usr_1', actorName: 'Anna', action, target, detail };
}

describe('an entry of the log', () => {
  it.each([
    [
      row('user.role', 'usr_2', { from: 'marketer', to: 'owner' }),
      'The role of the user usr_2 was changed: marketer → owner',
    ],
    [row('key.create', 'key_1', { kind: 'secret', note: 'CRM' }), 'The key “CRM” was made, for a server'],
    [row('program.launch', 'p', { key: 'spring', version: 2 }), 'The program spring was launched, version 2'],
    [row('program.launch', 'prg_1', { version: 2 }), 'The program prg_1 was launched, version 2'],
    [
      row('webhook.test', 'whk_1', { url: 'https://example.org/', type: 'reward.granted' }),
      'A sample of reward.granted was sent to https://example.org/',
    ],
    [row('person.split', 'per_1'), 'The action person.split was done: per_1'],
    [row('unit.save', 'lesson\u202e', { count: 5, lng: 'ru' }), 'The unit lesson\ufffd was saved'],
    [
      row('key.create', 'key_1', { kind: 'api', note: '{target} $t(nothing)' }),
      'The key “{target} $t(nothing)” was made, for the API',
    ],
  ])('%j is a sentence', (entry, sentence) => {
    expect(auditSentence(entry, english)).toBe(sentence);
  });

  it('tells what a change of the settings changed', () => {
    const detail = { name: { from: 'A', to: 'B' }, logo: { from: null, to: 'picture' }, other: 1 };
    expect(detailsOf(row('workspace.change', 'wsp_1', detail), english, (at) => at)).toBe(
      'name: A → B · logo: none → a picture',
    );
  });

  it('tells a binding that was asked for from one that was refused, and to when it is dated back', () => {
    const detail = { userId: 'boris', code: 'AB12', at: Date.UTC(2026, 0, 2) };
    const told = (action: string): string[] => {
      const entry = row(action, 'boris', detail);
      return [auditSentence(entry, english), detailsOf(entry, english, (at) => at)];
    };
    expect(told('binding.create')).toEqual([
      'Asked to bind the customer boris by the code AB12',
      'Dated back to 2026-01-02T00:00:00.000Z',
    ]);
    expect(told('binding.refuse')[0]).toBe('Refused to bind the customer boris by the code AB12');
    expect(detailsOf(row('binding.create', 'boris', { code: 'AB12' }), english, (at) => at)).toBe('');
  });
});
