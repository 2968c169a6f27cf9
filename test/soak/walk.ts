import { type ChildProcess, execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/chromium.ts';
import { eventually } from '../support/process.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { curl, makeKey, setUp } from './walk/steps.ts';

// A newcomer's walk with nothing but the guide, timed: from a clone of the repository to the first reward of one's own
// program that explains itself, and then to a payment by gift certificate that explains why nothing is due.

const { values } = parseArgs({ options: { port: { type: 'string', default: '4180' }, keep: { type: 'string' } } });
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder('walk');
const clone = path.join(folder.path, 'sarafan');
const url = `http://localhost:${values.port}`;
const began = performance.now();

function say(step: string): void {
  console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${step}`);
}

async function start(): Promise<{ readonly server: ChildProcess; readonly firstRun: string }> {
  const server = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, PORT: values.port },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let told = '';
  server.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString('utf8');
  });
  const address = (): string | undefined => /first run: (\S+)/.exec(told)?.[1];
  if (!(await eventually(async () => address() !== undefined, 300_000, 200))) {
    throw new Error(`The server told no first run:\n${told}`);
  }
  return { server, firstRun: address() ?? '' };
}

async function walk(page: Page, firstRun: string): Promise<void> {
  await setUp(page, firstRun);
  say('the owner is in the admin');
  await page.getByRole('link', { name: 'Programs' }).click();
  await page.getByRole('button', { name: /Launch/ }).click();
  await page.getByText('Bring a friend').first().waitFor();
  say('the program runs');
  const secret = await makeKey(page, url, 'For a server');
  const api = await makeKey(page, url, 'For the API', 'Everything');
  say('the server has its keys');
  await curl(`${url}/v1/identify`, secret, { userId: 'anna', traits: { name: 'Anna', email: 'anna@example.com' } });
  const participation = await curl(
    `${url}/api/v1/referral/programs/language-school/participants`,
    api,
    { userId: 'anna' },
    'bearer',
  );
  const { code } = participation as { code: string };
  say(`Anna has the code ${code}`);
  const boris = { name: 'Boris', email: 'boris@example.com', referral_code: code };
  await curl(`${url}/v1/identify`, secret, { userId: 'boris', traits: boris });
  const paid = { order_id: 'order-1', total: 4000, currency: 'RUB' };
  await curl(`${url}/v1/track`, secret, { userId: 'boris', event: 'Order Completed', properties: paid });
  await find(page, 'boris@example.com');
  await page
    .getByText(/The invitation counts/)
    .first()
    .waitFor();
  say('the first reward explains itself');
  const gleb = { name: 'Gleb', email: 'gleb@example.com', referral_code: code };
  await curl(`${url}/v1/identify`, secret, { userId: 'gleb', traits: gleb });
  const payments = [{ method: 'gift_certificate', amount: 4000 }];
  const byCertificate = { ...paid, order_id: 'order-2', payments };
  await curl(`${url}/v1/track`, secret, { userId: 'gleb', event: 'Order Completed', properties: byCertificate });
  await find(page, 'gleb@example.com');
  await page
    .getByText(/gift certificate/)
    .first()
    .waitFor();
  say('a gift certificate explains why not');
}

/** Finds a person by what support would type. */
async function find(page: Page, typed: string): Promise<void> {
  await page.goto(`${url}/admin/people?q=${encodeURIComponent(typed)}`);
  await page.getByRole('row').filter({ hasText: typed }).getByRole('link').first().click();
}

await promisify(execFile)('git', ['clone', '--quiet', root, clone]);
say('cloned');
const { server, firstRun } = await start();
try {
  say('the server is ready');
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
    await walk(await context.newPage(), firstRun);
  } finally {
    await browser.close();
  }
} finally {
  process.kill(-(server.pid ?? 0), 'SIGINT');
  await eventually(async () => server.exitCode !== null || server.signalCode !== null, 60_000, 100);
  folder.remove();
}
console.log(JSON.stringify({ walk: 'done', seconds: Math.round((performance.now() - began) / 1000) }));
