import type { World } from './world.ts';

type Doors = Pick<World, 'http' | 'during'>;

export interface Answer<Body = Readonly<Record<string, unknown>>> {
  readonly status: number;
  readonly body: Body;
}

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly payload?: object | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** A call of the management API, answered whatever it says. */
export async function askApi<Body>(
  { http, during }: Doors,
  apiKey: string,
  { method, url, payload, idempotencyKey }: Asked,
): Promise<Answer<Body>> {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  };
  const sending = http.inject({
    ...{ method, headers, url },
    ...(payload === undefined ? {} : { payload }),
  });
  const response = await during(sending);
  return { status: response.statusCode, body: response.json() };
}

/** What is made by a call; throws when it is not. */
export async function makeByApi(
  doors: Doors,
  apiKey: string,
  url: string,
  payload: object,
): Promise<Readonly<Record<string, unknown>>> {
  const { status, body } = await askApi<Readonly<Record<string, unknown>>>(doors, apiKey, {
    method: 'POST',
    url,
    payload,
  });
  if (status >= 300) throw new Error(`${url}: ${JSON.stringify(body)}`);
  return body;
}
