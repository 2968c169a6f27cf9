import type { Locator, Page } from 'playwright-core';
import type { Language } from './look.ts';
import type { Walker, WalkStage, Who } from './stage.ts';

/** A text in both languages, as the screen has it. */
export type Words = Readonly<Record<Language, string>>;

/** What is opened, and what is done there before it is looked at. */
export interface View {
  /** Names its test and its pictures. */
  readonly name: string;
  readonly who: Who;
  readonly path: (stage: WalkStage) => string | Promise<string>;
  readonly act?: (scene: Scene) => Promise<unknown>;
  /** What is seen at one width alone, such as the navigation of a phone. */
  readonly only?: 1440 | 390;
  /** The name of the guide's picture of it. */
  readonly guide?: string;
}

/** An open page in the hands of a view. */
export interface Scene extends Walker {
  readonly stage: WalkStage;
  readonly press: (words: Words) => Promise<void>;
  readonly fill: (words: Words, text: string) => Promise<void>;
  /** Waits for words on the page. */
  readonly expect: (words: Words) => Promise<void>;
  readonly dialog: Locator;
}

export function sceneOf(stage: WalkStage, walker: Walker): Scene {
  const { language } = stage;
  const { page } = walker;
  return {
    ...walker,
    stage,
    dialog: page.getByRole('dialog'),
    press: (words) => button(page, words[language]).click(),
    fill: (words, text) => page.getByLabel(words[language], { exact: true }).first().fill(text),
    expect: (words) => page.getByText(words[language]).first().waitFor(),
  };
}

/** The first button of this name: in a dialog, if one is open. */
function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true }).first();
}

type More = Partial<Omit<View, 'name' | 'path'>>;

/** A view of the owner, unless more is said. */
export function see(name: string, path: View['path'] | string, more: More = {}): View {
  return { who: 'owner', ...more, name, path: typeof path === 'string' ? () => path : path };
}

/** The same of a workspace where nothing has happened yet. */
export function seeEmpty(name: string, path: string): View {
  return see(`${name}-empty`, path, { who: 'newcomer' });
}
