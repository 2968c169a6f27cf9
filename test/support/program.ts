import type { Explanation, ProgramDefinition } from '@sarafan/contract';
import type { RecipeName } from '../../server/src/rooms/referral/recipes/index.ts';
import { type Call, createSchool, type School } from './school.ts';

/** A workspace that has installed one recipe, and a referrer with a code in it. */
export interface RecipeWorld {
  readonly school: School;
  readonly code: string;
  /** Signs a friend up with the referrer's code, a minute before whatever comes next. */
  invite(userId: string, traits?: object): Promise<void>;
  /** An order; its id is drawn from the friend's name and how many they made. */
  pays(userId: string, total: number | string, more?: object): Promise<string>;
  refunds(userId: string, order: string, total?: number | string): Promise<void>;
  happens(userId: string, event: string, properties?: object): Promise<void>;
  /** What somebody has in a unit: what may be spent, and what waits. */
  holds(userId: string, unit: string): Promise<string>;
  explain(userId: string): Promise<Explanation>;
  close(): Promise<void>;
}

export const referrer = 'rita';
const minuteMs = 60_000;

/** `traits` are what the server says of the referrer before they join. */
export async function createRecipe(
  recipe: RecipeName,
  change: (definition: ProgramDefinition) => ProgramDefinition = (definition) => definition,
  traits?: object,
): Promise<RecipeWorld> {
  const school = await createSchool();
  if (traits !== undefined) await school.server({ type: 'identify', userId: referrer, traits });
  await school.api('POST', `/api/v1/referral/recipes/${recipe}/install`, {});
  const base = `/api/v1/referral/programs/${recipe}`;
  const { definition } = (await school.api('GET', base)) as { definition: ProgramDefinition };
  const changed = change(definition);
  if (changed !== definition)
    await school.api('POST', '/api/v1/referral/programs', { key: recipe, definition: changed });
  const { code } = (await school.api('POST', `${base}/participants`, { userId: referrer })) as { code: string };
  let told = 0;
  const tell = async (call: Call): Promise<void> => {
    told += 1;
    await school.server({ messageId: `told-${told}`, ...call });
    school.clock.advance(minuteMs);
  };
  return {
    ...{ school, code },
    invite: (userId, traits = {}) => {
      const known = { name: userId, email: `${userId}@example.com`, referral_code: code, ...traits };
      return tell({ type: 'identify', userId, traits: known });
    },
    async pays(userId, total, more = {}) {
      const order = `${userId}-${told}`;
      const properties = { order_id: order, total, currency: 'RUB', ...more };
      await tell({ type: 'track', event: 'Order Completed', userId, properties });
      return order;
    },
    refunds: (userId, order, total) => {
      const properties = { order_id: order, currency: 'RUB', ...(total === undefined ? {} : { total }) };
      return tell({ type: 'track', event: 'Order Refunded', userId, properties });
    },
    happens: (userId, event, properties = {}) => tell({ type: 'track', event, userId, properties }),
    async holds(userId, unit) {
      const person = await school.person(userId);
      const { items } = (await school.api('GET', `/api/v1/ledger/balances?person=${person}`)) as {
        items: { unit: string; available: string; pending: string }[];
      };
      const held = items.find((each) => each.unit === unit);
      if (held === undefined) return '0';
      return Number(held.pending) === 0 ? held.available : `${held.available} and ${held.pending} pending`;
    },
    async explain(userId) {
      const url = `/api/v1/referral/explanations?program=${recipe}&userId=${userId}`;
      return (await school.api('GET', url)) as Explanation;
    },
    close: () => school.close(),
  };
}
