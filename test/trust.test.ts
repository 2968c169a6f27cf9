import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../server/src/kit/values/time.ts';
import { type Call, createSchool, type School } from './support/school.ts';

let school: School;
let code: string;
beforeEach(async () => {
  school = await createSchool();
  code = await school.codeOf('anna');
});
afterEach(() => school.close());

const iso = (moment: number): string => new Date(moment).toISOString();

describe('an invitation that claims to be older than the payment (ENG-12)', () => {
  /** Boris, known by a browser too, pays; an hour later somebody tells that he had entered a code before. */
  async function paidAndToldLater(): Promise<Call> {
    await school.server({ type: 'identify', userId: 'boris', anonymousId: 'browser' });
    const before = school.clock.now() + minuteMs;
    school.clock.advance(2 * minuteMs);
    await school.server({
      type: 'track',
      event: 'Order Completed',
      userId: 'boris',
      properties: { order_id: 'o1', total: 4000 },
    });
    school.clock.advance(hourMs);
    return {
      ...{ type: 'track', event: 'Referral Code Entered', anonymousId: 'browser' },
      ...{ timestamp: iso(before), originalTimestamp: iso(before), properties: { code } },
    };
  }

  test('is believed of a server, whose fact stands where it says it happened', async () => {
    await school.server(await paidAndToldLater());
    expect(await school.pair('boris')).toEqual({ status: 'rewarded', reason: null });
    expect(await school.lessons('anna')).toBe(2n);
  });

  test('is not believed of a browser, whose fact stands where it was accepted', async () => {
    const told = await paidAndToldLater();
    await school.browser(told, { ...told, sentAt: told['timestamp'] }, { ...told, sentAt: iso(0) });
    expect(await school.pair('boris')).toEqual({ status: 'refused', reason: 'already_paid' });
    expect(await school.lessons('anna')).toBe(0n);
  });
});
