import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goTo, type Language, lookAt, settle } from './look.ts';
import { customerPages, shellViews } from './pages.ts';
import { screens } from './screens.ts';
import { openWalkStage, type WalkStage } from './stage.ts';
import { sceneOf, type View } from './view.ts';

const views: readonly View[] = [...Object.values(screens).flat(), ...shellViews, ...customerPages];

/** Tests of every screen and page in a language: in both widths and colours, with nothing wrong in any. */
export function walkScreens(language: Language): void {
  let stage: WalkStage;
  beforeAll(async () => {
    stage = await openWalkStage(language);
  }, 300_000);
  afterAll(() => stage.close());

  describe(`every screen in ${language}`, () => {
    test.each(views)('$name', async (view) => {
      expect(await lookAtView(stage, view)).toEqual([]);
    });

    test('no browser reported that the policy forbade something', async () => {
      expect(await stage.reports()).toBe(0);
    });
  });
}

/** Opens a view once, looks at it in every combination, and tells what is wrong, a line each. */
async function lookAtView(stage: WalkStage, view: View): Promise<string[]> {
  const { language } = stage;
  const walker = await stage.walker(view.who);
  const { page, watched } = walker;
  await goTo(page, new URL(await view.path(stage), stage.url).href);
  await settle(page, watched);
  await view.act?.(sceneOf(stage, walker));
  const found = await lookAt(page, watched, { language, ...view });
  await settle(page, watched);
  if (view.guide !== undefined) await keepForGuide(page, language, view.guide);
  return found;
}

const pictures = fileURLToPath(new URL('../../../docs/guide/public/pictures', import.meta.url));
const guideSize = { width: 1280, height: 800 };

/** Makes the guide's picture of a page anew, when whoever runs the tests asks for that. */
async function keepForGuide(page: Page, language: Language, name: string): Promise<void> {
  if (process.env['GUIDE_PICTURES'] !== '1') return;
  const folder = path.join(pictures, language);
  mkdirSync(folder, { recursive: true });
  await page.setViewportSize(guideSize);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
