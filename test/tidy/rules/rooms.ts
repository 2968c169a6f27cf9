import { type Finding, isTest, type Rule } from '../source.ts';

const roomFolder = /^server\/src\/rooms\/([^/]+)\/(.+)$/;
const parts = 'rules|reactor|service|store|http|types|limits|texts|fields|recipes';
const roles = new RegExp(`^(index\\.ts|README(\\.ru)?\\.md|(${parts})(\\/.+|(-[^/]+)?\\.ts))$`);
const mandatory = ['README.md', 'index.ts'];

interface RoomFile {
  readonly path: string;
  readonly room: string;
  readonly inside: string;
}

function roomFile(path: string): RoomFile | undefined {
  const match = roomFolder.exec(path);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { path, room: match[1], inside: match[2] };
}

function missing(room: string, files: readonly RoomFile[]): readonly Finding[] {
  return mandatory
    .filter((name) => !files.some((file) => file.room === room && file.inside === name))
    .map((name) => ({ path: `server/src/rooms/${room}`, line: 1, message: `the room has no ${name}` }));
}

/** Every room is built alike: a README, one door, and files whose names say what they may import. */
const shape: Rule = {
  name: 'rooms-are-alike',
  reads: (path) => roomFile(path) !== undefined,
  find: (files) => {
    const inRooms = files.flatMap((file) => roomFile(file.path) ?? []);
    const strange = inRooms
      .filter((file) => !roles.test(file.inside.replace(/(\.db)?\.test\.ts$/, '.ts')))
      .map(({ path, inside }) => ({ path, line: 1, message: `${inside} plays no role that the walls know` }));
    return [...new Set(inRooms.map((file) => file.room))].flatMap((room) => missing(room, inRooms)).concat(strange);
  },
};

/** An invariant is a line of a room's README that begins with its number: `- REF-1 …` or `**REF-1** …`. */
const invariant = /^\s*(?:[-*]\s+)?(?:\*\*)?([A-Z]{2,8}-\d+)\b/gm;

/** A promise that no test cites is not kept by anyone. */
const invariants: Rule = {
  name: 'invariants-are-cited',
  reads: (path) => roomFile(path)?.inside === 'README.md' || isTest(path),
  find: (files) => {
    const tests = files.filter((file) => isTest(file.path)).map((file) => file.text);
    return files
      .filter((file) => roomFile(file.path) !== undefined && file.path.endsWith('README.md'))
      .flatMap(({ path, text }): Finding[] => {
        const numbers = [...new Set([...text.matchAll(invariant)].flatMap((match) => match[1] ?? []))];
        if (numbers.length === 0) return [{ path, line: 1, message: 'names no invariant, such as REF-1' }];
        return numbers
          .filter((number) => !tests.some((test) => new RegExp(`\\b${number}\\b`).test(test)))
          .map((number) => ({ path, line: 1, message: `no test cites ${number}` }));
      });
  },
};

export const roomRules = [shape, invariants];
