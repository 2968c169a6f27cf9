import { type AdminStage, openAdminStage } from './settings-stage.ts';

/** A language school whose people have a story, told through the front door. */
export interface AdminSchool extends AdminStage {
  /** Asks the management API with the workspace's key; an answer that is no success throws. */
  api(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>>;
  /** Tells of events with the secret key, and waits until they took effect. */
  tell(...calls: readonly object[]): Promise<void>;
  /** The id of a person whom the school knows by an id of its own. */
  personOf(userId: string): Promise<string>;
  /** Anna's invite code. */
  readonly code: string;
}

/** Anna invites Boris, who pays and is rewarded with her, and Gleb, who pays with a gift certificate and is not. */
export async function openAdminSchool(): Promise<AdminSchool> {
  const stage = await openAdminStage();
  const { url, keys, world } = stage;
  const api: AdminSchool['api'] = async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${keys.apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  let told = 0;
  const tell: AdminSchool['tell'] = async (...calls) => {
    const timestamp = new Date(world.clock.now()).toISOString();
    const batch = calls.map((call, index) => ({ messageId: `told-${told + index}`, timestamp, ...call }));
    told += calls.length;
    const authorization = `Basic ${Buffer.from(`${keys.secretKey}:`).toString('base64')}`;
    const answer = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ batch }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    await world.settle();
  };
  await api('POST', '/referral/recipes/language-school/install', {});
  await tell({ type: 'identify', userId: 'anna', traits: { name: 'Анна Каренина', email: 'anna@example.com' } });
  const joined = await api('POST', '/referral/programs/language-school/participants', { userId: 'anna' });
  const code = String(joined['code']);
  await tellStory(tell, code);
  return {
    ...{ ...stage, api, tell, code },
    async personOf(userId) {
      const { items } = await api('GET', `/people/persons?userId=${userId}`);
      const [found] = items as { person: string }[];
      if (found === undefined) throw new Error(`Nobody is ${userId}`);
      return found.person;
    },
  };
}

async function tellStory(tell: AdminSchool['tell'], code: string): Promise<void> {
  const boris = { name: 'Boris Good', email: 'boris@example.com', phone: '+79161234567', referral_code: code };
  const gleb = { name: 'Gleb Certificate', email: 'gleb@example.com', referral_code: code };
  const order = (order_id: string, method: string): object => {
    return { order_id, total: 4000, currency: 'RUB', payments: [{ method, amount: 4000 }] };
  };
  await tell(
    { type: 'identify', userId: 'boris', traits: boris },
    { type: 'identify', userId: 'gleb', traits: gleb },
    { type: 'track', event: 'Order Completed', userId: 'boris', properties: order('B-1', 'money') },
    { type: 'track', event: 'Order Completed', userId: 'gleb', properties: order('G-1', 'gift_certificate') },
  );
}
