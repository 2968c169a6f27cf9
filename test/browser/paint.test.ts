import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPagesStage, type PagesStage } from './pages-stage.ts';

let stage: PagesStage;
let code: string;
beforeAll(async () => {
  stage = await openPagesStage();
  code = await stage.school.codeOf('anna');
});
afterAll(() => stage.close());

/** A phone of some years ago on a mobile network: a sixth of this machine's speed, 1.6 Mbit/s and 150 ms of delay. */
const slowPhone = { cpu: 6, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: 96_000 };

/** The size is held to; how long it takes is told, because machines differ. */
test('the landing is small, and tells how soon it is seen on a slow phone (INV-8)', async () => {
  const visit = await stage.open();
  const { page, context, strangers } = visit;
  const client = await context.newCDPSession(page);
  const { cpu, ...network } = slowPhone;
  await client.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', { offline: false, ...network });
  let bytes = 0;
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(`${stage.url}/i/${stage.program}?code=${code}`);
  const paint =
    "performance.getEntriesByType('paint').find(({ name }) => name === 'first-contentful-paint')?.startTime";
  // A page may be loaded before it is painted.
  await expect.poll(() => page.evaluate<number | undefined>(paint), { timeout: 20_000 }).toBeGreaterThan(0);
  const firstPaintMs = await page.evaluate<number>(paint);
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThan(10_000);
  expect(gzipSync(await page.content()).length).toBeLessThan(10_000);
  expect(strangers).toEqual([]);
  const told = { page: 'landing', bytes, firstPaintMs: Math.round(firstPaintMs), ...slowPhone };
  process.stdout.write(`${JSON.stringify(told)}\n`);
  await visit.close();
});
