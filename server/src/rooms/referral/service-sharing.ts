import type { CommandDoor } from '../../engine/index.ts';
import { hashKey } from '../../kit/secrets.ts';
import { nameInviteLink } from './rules/facts.ts';
import { readPlacement, withPlacement } from './rules/placements.ts';
import type { Sharer } from './service-cabinet-pages.ts';
import type { Cabinets } from './service-cabinets.ts';
import type { RewardChoices } from './service-choices.ts';
import type { InviteLinks } from './service-links.ts';
import type { ProgramTasks } from './service-tasks.ts';
import type { ShareButton } from './types-placements.ts';

export { withPlacement } from './rules/placements.ts';

export interface SharingOptions {
  readonly cabinets: Cabinets;
  readonly links: InviteLinks;
  readonly commands: CommandDoor;
  readonly tasks: ProgramTasks;
  readonly choices: RewardChoices;
}

/** `soon`: the engine is still to decide. */
export type NamingAnswer = 'named' | 'closed' | 'bad' | 'ours' | 'too_many' | 'soon';

const refusals: Readonly<Record<string, NamingAnswer>> = {
  no_placement: 'bad',
  placement_is_ours: 'ours',
  too_many_placements: 'too_many',
};

/** `soon`: the engine is still to decide. */
export type TakingAnswer = 'taken' | 'closed' | 'refused' | 'soon';

/** `soon`: the engine is still to decide. */
export type ChoosingAnswer = 'chosen' | 'closed' | 'refused' | 'soon';

/**
 * What whoever has a cabinet open does in it: names a link for a place, passes it on by a button, takes a task,
 * chooses a reward.
 */
export class Sharing {
  readonly #options: SharingOptions;

  constructor(options: SharingOptions) {
    this.#options = options;
  }

  /** Names a link. One that is named already stays as it is. */
  async name(idOrKey: string, secret: string | undefined, text: string): Promise<NamingAnswer> {
    const { cabinets, commands } = this.#options;
    const sharer = await cabinets.sharer(idOrKey, secret);
    if (sharer === undefined) return 'closed';
    const placement = readPlacement(text);
    if (placement === undefined) return 'bad';
    const { person, program } = sharer;
    const { workspace } = program;
    // The same id each time: a form that is sent twice names one link.
    const messageId = `~name.${hashKey(`${person} ${program.program} ${placement}`).slice(0, 32)}`;
    const properties = { program: program.program, placement };
    const reply = await commands.send({ workspace, name: nameInviteLink, to: person, messageId, properties });
    if (reply === undefined) return 'soon';
    return reply.status === 'done' ? 'named' : (refusals[reply.reason ?? ''] ?? 'closed');
  }

  /** Takes a task of the program. */
  async take(idOrKey: string, secret: string | undefined, task: string): Promise<TakingAnswer> {
    const { cabinets, tasks } = this.#options;
    const sharer = await cabinets.sharer(idOrKey, secret);
    if (sharer === undefined) return 'closed';
    const { person, program } = sharer;
    const named = program.definition.tasks?.some(({ id }) => id === task) === true;
    if (!named) return 'refused';
    // The same id each time: a form that is sent twice takes one task.
    const messageId = `~take.${hashKey(`${person} ${program.program} ${task} ${program.version}`).slice(0, 32)}`;
    const reply = await tasks.take(program.workspace, program, person, task, messageId);
    if (reply === undefined) return 'soon';
    return reply.status === 'done' ? 'taken' : 'refused';
  }

  /** Chooses a reward for what comes from now on. */
  async choose(
    idOrKey: string,
    secret: string | undefined,
    { choice, option }: { readonly choice: string; readonly option: string },
  ): Promise<ChoosingAnswer> {
    const { cabinets, choices } = this.#options;
    const sharer = await cabinets.sharer(idOrKey, secret);
    if (sharer === undefined) return 'closed';
    const { person, program } = sharer;
    const own = (await choices.own(program, person)).find((each) => each.choice === choice);
    if (own?.options.some((each) => each.option === option) !== true) return 'refused';
    // The same id until the choice has changed: a form that is sent twice chooses once.
    const state = `${person} ${program.program} ${choice} ${own.chosenAt ?? ''} ${option}`;
    const messageId = `~choose.${hashKey(state).slice(0, 32)}`;
    const reply = await choices.choose(program.workspace, program, person, { choice, option }, messageId);
    if (reply === undefined) return 'soon';
    return reply.status === 'done' ? 'chosen' : 'refused';
  }

  /** The link of whoever has a cabinet open that stands in a place; undefined when there is none. */
  async link(idOrKey: string, secret: string | undefined, text: string): Promise<string | undefined> {
    const placement = readPlacement(text);
    const sharer = await this.#options.cabinets.sharer(idOrKey, secret);
    return placement === undefined || sharer === undefined ? undefined : withPlacement(sharer.link, placement);
  }

  /** A button was pressed: its share is counted. Undefined: no cabinet is open. */
  async share(idOrKey: string, secret: string | undefined, button: ShareButton): Promise<Sharer | undefined> {
    const { cabinets, links } = this.#options;
    const sharer = await cabinets.sharer(idOrKey, secret);
    if (sharer === undefined) return undefined;
    const { program, person } = sharer;
    links.share({ workspace: program.workspace, person, program: program.program }, button);
    return sharer;
  }
}
