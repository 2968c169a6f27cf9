import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { problem } from './problem.ts';

describe('problem', () => {
  it('answers as RFC 9457 has it, and no extra member replaces a standard one', async () => {
    const app = fastify();
    app.get('/', (_request, reply) => problem(reply, 409, 'taken', 'The name is taken.', { name: 'a', status: 200 }));
    const response = await app.inject('/');
    expect(response.statusCode).toBe(409);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.json()).toEqual({
      type: 'urn:sarafan:problem:taken',
      title: 'Conflict',
      status: 409,
      code: 'taken',
      detail: 'The name is taken.',
      name: 'a',
    });
    await app.close();
  });
});
