import type { CodeLookup, FoundCode } from '@sarafan/contract';
import type { Pool } from '../../kit/db.ts';
import { readCode } from '../../kit/values/codes.ts';
import { kindOfSubject, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { readAnyCode } from '../../kit/values/old-codes.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { findOwners, type KnownPerson, knownPersons, personSummaries } from '../people/index.ts';
import { inviteLink } from './rules/landing.ts';
import { type Difference, nearCodes } from './rules/near-codes.ts';
import { countsOfReferrer } from './store-counts.ts';
import { type NamedProgram, namePrograms } from './store-programs.ts';
import { differenceTexts } from './texts-codes.ts';

export interface CodesOptions {
  readonly pool: Pool;
}

interface Owned {
  readonly code: string;
  readonly person: SubjectId;
  readonly program: ProgramId;
}

const suggestionsAtMost = 10;

/** Whose an invite code is, for somebody who heard it on the phone. */
export class ReferralCodes {
  readonly #pool: Pool;

  constructor({ pool }: CodesOptions) {
    this.#pool = pool;
  }

  /** Who has this code; when nobody does, who has one that differs in one character. */
  readonly owners = async (workspace: WorkspaceId, text: string): Promise<readonly SubjectId[]> => {
    const [exact] = await this.#exact(workspace, text);
    if (exact !== undefined) return [exact.person];
    return (await this.#near(workspace, nearCodes(text))).map(({ person }) => person);
  };

  /** The code's owner, or the codes that may have been meant, each with how it differs. */
  async lookup(workspace: WorkspaceId, text: string, publicUrl: string): Promise<CodeLookup> {
    const [exact] = await this.#exact(workspace, text);
    // Of another form than ours a code is read where somebody has it.
    const read = exact?.code ?? readCode(text) ?? null;
    const near = exact === undefined ? nearCodes(text) : new Map<string, Difference>();
    const found = exact === undefined ? await this.#near(workspace, near) : [exact];
    const presented = await this.#present(workspace, found, publicUrl);
    if (exact !== undefined) return { read, match: presented[0] ?? null, suggestions: [] };
    const suggestions = presented.flatMap((each) => {
      const difference = near.get(each.code);
      if (difference === undefined) return [];
      const { kind, at, typed, meant } = difference;
      const sentence = sentenceOf(differenceTexts, kind, { at, next: at + 1, typed, meant });
      return [{ ...each, difference: { kind, at, typed, meant, sentence } }];
    });
    return { read, match: null, suggestions };
  }

  /** For each text the codes that may have been meant, with whose they are; one question for all of them. */
  async nearest(
    workspace: WorkspaceId,
    texts: readonly string[],
  ): Promise<ReadonlyMap<string, readonly { readonly code: string; readonly person: SubjectId }[]>> {
    const near = new Map(texts.map((text) => [text, [...nearCodes(text).keys()]]));
    const owned = await this.#owned(workspace, [...new Set([...near.values()].flat())]);
    const byCode = new Map(owned.map((each) => [each.code, each]));
    return new Map(
      [...near].map(([text, codes]) => [
        text,
        codes.flatMap((code) => byCode.get(code) ?? []).slice(0, suggestionsAtMost),
      ]),
    );
  }

  async #exact(workspace: WorkspaceId, text: string): Promise<Owned[]> {
    const code = readAnyCode(text);
    return code === undefined ? [] : this.#owned(workspace, [code]);
  }

  async #near(workspace: WorkspaceId, near: ReadonlyMap<string, Difference>): Promise<Owned[]> {
    const owned = await this.#owned(workspace, [...near.keys()]);
    return owned.slice(0, suggestionsAtMost);
  }

  /** In the order of the codes. */
  async #owned(workspace: WorkspaceId, codes: readonly string[]): Promise<Owned[]> {
    const keys = codes.map((value) => ({ workspace, kind: 'code', value }) as const);
    const owners = await findOwners(this.#pool, keys);
    const places = new Map(codes.map((code, place) => [code, place]));
    return owners
      .flatMap(({ key, owner }): Owned[] =>
        owner.detail === undefined || kindOfSubject(owner.subject) !== 'per'
          ? []
          : [{ code: key.value, person: owner.subject, program: owner.detail as ProgramId }],
      )
      .sort((left, right) => (places.get(left.code) ?? 0) - (places.get(right.code) ?? 0));
  }

  async #present(workspace: WorkspaceId, found: readonly Owned[], publicUrl: string): Promise<FoundCode[]> {
    if (found.length === 0) return [];
    const persons = found.map(({ person }) => person);
    const [programs, summary, known] = await Promise.all([
      namePrograms(this.#pool, workspace),
      personSummaries(this.#pool, workspace, persons),
      knownPersons(this.#pool, workspace, persons),
    ]);
    return Promise.all(
      found.flatMap(({ code, person, program }) => {
        const named = programs.find((each) => each.program === program);
        if (named === undefined) return [];
        const owner = known.get(person) ?? { person, profiles: [person] };
        return [this.#describe(workspace, named, code, owner, summary(person), publicUrl)];
      }),
    );
  }

  async #describe(
    workspace: WorkspaceId,
    { program, key, name, hasLink }: NamedProgram,
    code: string,
    { person, profiles }: KnownPerson,
    owner: FoundCode['owner'],
    publicUrl: string,
  ): Promise<FoundCode> {
    const counts = await countsOfReferrer(this.#pool, workspace, program, profiles);
    return {
      code,
      program: { program, key, name },
      person,
      owner,
      link: hasLink ? inviteLink(publicUrl, code) : null,
      counts: { ...counts },
    };
  }
}
