import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLanding, sendForm } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let program: string;
let code: string;
beforeAll(async () => {
  school = await createSchool();
  code = await school.codeOf('anna');
  await school.server({
    type: 'identify',
    userId: 'anna',
    traits: { name: 'Анна Иванова', email: 'anna@example.com' },
  });
  const found = (await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: string };
  program = found.program;
});
afterAll(() => school.close());

describe('the landing of a program', () => {
  test('names the inviter by the given name alone, and says what the friend gets', async () => {
    const { status, html, headers } = await openLanding(school, `/i/${program}?code=${code}`, 'ru');
    expect(status).toBe(200);
    expect(html).toContain('Анна приглашает вас в «School»');
    expect(html).not.toContain('Иванова');
    expect(html).not.toContain('anna@example.com');
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('a form binds whoever a server names by the same e-mail (REF-40, PEO-20)', async () => {
    const sent = await sendForm(school, `/i/${program}?code=${code}`, { name: 'Борис', email: 'boris@example.com' });
    expect(sent.status).toBe(303);
    await school.settle();
    await school.server({ type: 'identify', userId: 'boris', traits: { email: 'Boris@example.com' } });
    expect(await school.pair('boris')).toEqual({ status: 'waiting', reason: 'no_payment_yet' });
    await school.server({
      type: 'track',
      event: 'Order Completed',
      userId: 'boris',
      properties: { order_id: 'o1', total: 10 },
    });
    expect(await school.pair('boris')).toEqual({ status: 'rewarded', reason: null });
    expect(await school.lessons('anna')).toBe(2n);
    expect(await school.lessons('boris')).toBe(2n);
  });
});
