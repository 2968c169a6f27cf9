import type { Ban, ProgramDefinition } from '@sarafan/contract';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { auditBalances, clearingTotals } from '../../server/src/rooms/ledger/index.ts';
import { checkHoldings } from '../crash/checks/money.ts';
import { createSchool, type School } from './school.ts';

/** What tests do with bans, by the API and by steps of the work. */
export interface Banning {
  ban(userId: string, reason?: Ban['reason'], program?: string): Promise<Ban>;
  lift(ban: Ban, note?: string): Promise<Ban>;
  /** Tells everybody whom a ban concerns, as the process in the background does. */
  work(): Promise<void>;
}

/** Tells everybody whom bans concern, as the process in the background does, until nobody is left. */
export async function tellOfBans({
  rooms,
  database,
  settle,
}: Pick<School, 'rooms' | 'database' | 'settle'>): Promise<void> {
  // A step with nothing to do yet waits for transactions of before, which end by themselves.
  for (let open = 1; open > 0; ) {
    while (await rooms.banWork.step()) await settle();
    const { rows } = await database.pool.query<{ open: string }>(
      'select count(*) as open from referral_bans where work_cursor is not null',
    );
    open = Number(rows[0]?.open);
  }
  await settle();
}

export function createBanning(school: School, usual = 'language-school'): Banning {
  const work = (): Promise<void> => tellOfBans(school);
  return {
    work,
    async ban(userId, reason = 'contextual_advertising', program = usual) {
      const made = await school.api('POST', `/api/v1/referral/programs/${program}/bans`, { userId, reason });
      await work();
      return made as Ban;
    },
    async lift({ ban, program }, note = 'A mistake of ours') {
      const lifted = await school.api('POST', `/api/v1/referral/programs/${program}/bans/${ban}/lift`, { note });
      await work();
      return lifted as Ban;
    },
  };
}

/** A school in which Anna invites, with what its server tells of customers. */
export interface BanWorld extends Banning {
  readonly school: School;
  /** By Anna's code unless another is given. */
  invite(userId: string, by?: string): Promise<void>;
  pays(userId: string, more?: object): Promise<string>;
  refunds(userId: string, order: string): Promise<void>;
  spend(userId: string, amount: string): Promise<unknown>;
  /** Closes it, and throws when the books do not agree. */
  close(): Promise<void>;
}

export async function openBanWorld(definition?: ProgramDefinition): Promise<BanWorld> {
  const school = await createSchool(definition);
  const code = await school.codeOf('anna');
  let told = 0;
  const tell = async (event: string, userId: string, messageId: string, properties: object): Promise<void> => {
    await school.server({ type: 'track', event, userId, messageId, properties });
    school.clock.advance(minuteMs);
  };
  return {
    ...createBanning(school),
    school,
    async invite(userId, by = code) {
      await school.server({ type: 'identify', userId, traits: { referral_code: by } });
      school.clock.advance(minuteMs);
    },
    async pays(userId, more = {}) {
      told += 1;
      const order = `order-${told}`;
      await tell('Order Completed', userId, order, { order_id: order, total: 4_000, currency: 'RUB', ...more });
      return order;
    },
    refunds: (userId, order) => tell('Order Refunded', userId, `refund-${order}`, { order_id: order }),
    spend: (userId, amount) => school.api('POST', '/api/v1/rewards/spendings', { userId, unit: 'lesson', amount }),
    async close() {
      const { pool } = school.database;
      const { workspace } = school.keys;
      const wrong = await auditBalances(pool, workspace);
      const left = (await clearingTotals(pool, workspace)).filter(({ total }) => total !== 0n);
      const apart = await checkHoldings(pool, workspace);
      await school.close();
      if (wrong.length + left.length + apart.length > 0) throw new Error('The books do not agree (INV-3, REW-6)');
    },
  };
}
