import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectHeard, heard, openStage, type Stage, type Visitor } from './sdk-stage.ts';

let stage: Stage;
const visitors: Visitor[] = [];

beforeAll(async () => {
  stage = await openStage();
}, 300_000);
afterAll(() => stage.close());
afterEach(async () => {
  for (const { context } of visitors.splice(0)) await context.close();
});

async function visitor(): Promise<Visitor> {
  const opened = await stage.visitor();
  visitors.push(opened);
  return opened;
}

describe('a plain page', () => {
  test('tells its view and its events with one tag, from another origin, and asks nobody else', async () => {
    stage.show('/', 'data-pages="auto"');
    const before = (await heard(stage)).length;
    const anna = await visitor();
    await anna.page.goto(`${stage.site.url}/?utm_source=vk`);
    await anna.run("sarafan.track('Course Viewed', { course: 'english' })");
    const told = (await expectHeard(stage, before + 2)).slice(-2);
    expect(told.map(({ type, name }) => [type, name])).toEqual([
      ['page', 'page'],
      ['track', 'Course Viewed'],
    ]);
    expect(told[0]).toMatchObject({
      anonymousId: await anna.run('sarafan.anonymousId()'),
      properties: { path: '/', search: '?utm_source=vk', title: 'School' },
      context: { campaign: { source: 'vk' }, library: { name: '@sarafan/browser' } },
    });
    expect(anna.errors).toEqual([]);
    expect(anna.requests.every((each) => each.includes(stage.site.url) || each.includes(stage.sarafan))).toBe(true);
    expect(anna.requests.filter((each) => each.startsWith('OPTIONS'))).toEqual([]);
  });
});
