import { type Finding, fileRule, lineAt, type SourceText } from '../source.ts';

/** The words are put together here, so that this file does not find itself. */
const unfinished = new RegExp(`\\b(${['TO-DO', 'FIX-ME', 'HA-CK'].join('|').replaceAll('-', '')})\\b`, 'g');
const homes = ['home', 'Users', 'root', 'work', 'tmp', 'private/tmp'].join('|');
const machinePath = new RegExp(`(?<![\\w.*)\\]}/-])/(${homes})/[\\w.-]|\\b[A-Z]:\\\\+Users\\b`, 'g');

function matches({ path, text }: SourceText, pattern: RegExp, message: (found: string) => string): readonly Finding[] {
  return [...text.matchAll(pattern)].map((match) => ({
    path,
    line: lineAt(text, match.index),
    message: message(match[0]),
  }));
}

const everything = (): boolean => true;

const finished = fileRule('nothing-unfinished', everything, (file) =>
  matches(file, unfinished, (word) => `${word}: an unfinished thing is an issue, not a comment`),
);

const anyMachine = fileRule('no-machine-paths', everything, (file) =>
  matches(file, machinePath, (found) => `${found}… exists on one machine only`),
);

export const wordRules = [finished, anyMachine];
