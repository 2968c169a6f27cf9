import {
  BackgroundRunner,
  type BackgroundWork,
  createEngine,
  type Engine,
  EngineStatus,
  type Reactor,
} from './engine/index.ts';
import type { WriteRecord } from './kit/api/writes.ts';
import type { Clock } from './kit/clock.ts';
import type { Pool } from './kit/db.ts';
import type { Log } from './kit/log.ts';
import { createOutgoing, type OutgoingOptions } from './kit/outgoing/post.ts';
import type { Random } from './kit/random.ts';
import type { Secrets } from './kit/secrets.ts';
import { readAnyCode } from './kit/values/old-codes.ts';
import {
  AccessService,
  createWriteRecord,
  InvitationService,
  SessionService,
  UserService,
  WorkspaceSettingsService,
} from './rooms/access/index.ts';
import { CheckoutService, checkoutReactor, SpendingLimits } from './rooms/checkout/index.ts';
import { consentStatements, ImportsService, ImportWork } from './rooms/imports/index.ts';
import { LedgerService } from './rooms/ledger/index.ts';
import { PeopleService, peopleDirectory, peopleReactor } from './rooms/people/index.ts';
import {
  CodeGiving,
  codeReactor,
  knownPromotions,
  PromoCodes,
  PromotionService,
  promotionReactor,
} from './rooms/promotions/index.ts';
import {
  Appeals,
  Applications,
  Bans,
  BanWork,
  CabinetStatistics,
  Cabinets,
  type ClickKeys,
  createReferralReactor,
  InviteLinks,
  Landings,
  LostReferrals,
  ParticipantOutlook,
  ProgramRules,
  ProgramTasks,
  ProgramWidget,
  ReferralCodes,
  ReferralLists,
  ReferralPairs,
  ReferralReplays,
  ReferralService,
  ReferralStatistics,
  RewardChoices,
  Sharing,
  VersionWork,
} from './rooms/referral/index.ts';
import { capReactor, RewardsService, rewardsReactor } from './rooms/rewards/index.ts';
import {
  handOver,
  tellLaunch,
  WebhookDeliveries,
  WebhookSender,
  WebhooksService,
  webhookChannel,
  webhooksReactor,
} from './rooms/webhooks/index.ts';

export interface WiringOptions {
  readonly pool: Pool;
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly publicUrl: string;
  /** Where requests to addresses that people type may go; absent: to public addresses. */
  readonly outgoing?: OutgoingOptions;
  /** False for a process that only accepts facts. */
  readonly works: boolean;
}

/** All rooms of one process, wired together; the one place that knows every room. */
export interface Rooms {
  readonly engine: Engine;
  readonly engineStatus: EngineStatus;
  readonly access: AccessService;
  readonly users: UserService;
  readonly sessions: SessionService;
  readonly invitations: InvitationService;
  readonly workspaceSettings: WorkspaceSettingsService;
  readonly writeRecord: WriteRecord;
  readonly people: PeopleService;
  readonly imports: ImportsService;
  readonly importWork: ImportWork;
  readonly ledger: LedgerService;
  readonly rewards: RewardsService;
  readonly referral: ReferralService;
  readonly referralLists: ReferralLists;
  readonly referralCodes: ReferralCodes;
  readonly lostReferrals: LostReferrals;
  readonly programRules: ProgramRules;
  readonly referralPairs: ReferralPairs;
  readonly referralReplays: ReferralReplays;
  readonly programTasks: ProgramTasks;
  readonly participantOutlook: ParticipantOutlook;
  readonly rewardChoices: RewardChoices;
  readonly versionWork: VersionWork;
  readonly codeGiving: CodeGiving;
  readonly referralStatistics: ReferralStatistics;
  readonly applications: Applications;
  readonly bans: Bans;
  readonly appeals: Appeals;
  readonly banWork: BanWork;
  /** Goes on with the work above, each by itself. */
  readonly background: readonly BackgroundRunner[];
  readonly inviteLinks: InviteLinks;
  readonly landings: Landings;
  readonly programWidget: ProgramWidget;
  readonly cabinets: Cabinets;
  readonly cabinetStatistics: CabinetStatistics;
  readonly sharing: Sharing;
  readonly promotions: PromotionService;
  readonly promoCodes: PromoCodes;
  readonly checkout: CheckoutService;
  readonly spendingLimits: SpendingLimits;
  readonly webhooks: WebhooksService;
  readonly webhookDeliveries: WebhookDeliveries;
  readonly webhookSender: WebhookSender;
}

/** The rooms' shares in the engine, in the order in which each hears what those before it decided. */
function reactorsOf(clickKeys: ClickKeys): readonly Reactor[] {
  return [
    peopleReactor,
    rewardsReactor,
    capReactor,
    createReferralReactor(clickKeys),
    promotionReactor,
    codeReactor,
    checkoutReactor,
    webhooksReactor,
  ];
}

export function wireRooms(options: WiringOptions): Rooms {
  const { pool, url, clock, random, secrets, log, works, publicUrl } = options;
  const allowed = options.outgoing ?? { allowsPrivate: false };
  const clickKeys: ClickKeys = (workspace) => secrets.hmacSign('referral click', workspace);
  const reactors = reactorsOf(clickKeys);
  const outgoing = createOutgoing(allowed);
  const webhookSender = new WebhookSender({ pool, clock, random, secrets, outgoing, log });
  const senders = new Map([[webhookChannel, handOver(pool, () => webhookSender.wake())]]);
  const engine = createEngine({ pool, url, directory: peopleDirectory, reactors, clock, log, works, senders });
  const { commands, inbox } = engine;
  const codes = new ReferralCodes({ pool });
  const people = new PeopleService({
    ...{ pool, clock, commands, readCode: readAnyCode, codeOwners: codes.owners },
    consentStatements: (workspace, imports) => consentStatements(pool, workspace, imports),
  });
  const promotions = knownPromotions(clock);
  const spendingLimits = new SpendingLimits(pool, clock);
  const referral = new ReferralService({
    ...{ pool, clock, random, commands, clickKeys, promotions, launched: tellLaunch },
    bringLimits: (asker, limits, tx) => spendingLimits.bring(asker, limits, tx),
    sumsAsked: (workspace, db) => spendingLimits.sumsAsked(workspace, db),
  });
  const lostReferrals = new LostReferrals({ pool, clock, codes });
  const inviteLinks = new InviteLinks({ pool, clock, random, inbox, clickKeys, log });
  const landing = { pool, clock, random, inbox, clickKeys, log, secrets, lost: lostReferrals };
  const landings = new Landings(landing, inviteLinks);
  const access = new AccessService({ pool, clock, random, secrets });
  const programTasks = new ProgramTasks({ pool, clock, commands });
  const rewardChoices = new RewardChoices({ pool, commands });
  const bans = new Bans({ pool, clock, random });
  const cabinets = new Cabinets({ pool, clock, random, secrets, publicUrl, access, referral, bans });
  const users = new UserService({ pool, clock, random, secrets, access });
  const engineStatus = new EngineStatus(pool, clock);
  const workspaceSettings = new WorkspaceSettingsService(pool, clock);
  return {
    ...{ engine, engineStatus, access, users },
    sessions: new SessionService({ pool, clock, random, secrets, publicUrl, users }),
    invitations: new InvitationService({ pool, clock, random, users, publicUrl }),
    workspaceSettings,
    writeRecord: createWriteRecord(secrets),
    people,
    imports: new ImportsService({ pool, clock, random, workspaces: workspaceSettings }),
    ...backgroundOf(options, engine, engineStatus),
    ledger: new LedgerService({ pool, clock }),
    rewards: new RewardsService({ pool, clock, commands, search: people.search }),
    referral,
    referralLists: new ReferralLists(pool, clock),
    ...{ referralCodes: codes, lostReferrals, programRules: new ProgramRules(pool, clock, promotions) },
    referralPairs: new ReferralPairs({ pool, clock, search: people.search }),
    referralStatistics: new ReferralStatistics(pool, clock),
    ...{ referralReplays: new ReferralReplays({ pool, clock, referral }), programTasks, rewardChoices },
    participantOutlook: new ParticipantOutlook({ pool, clock }),
    cabinetStatistics: new CabinetStatistics({ pool, clock, cabinets }),
    applications: new Applications({ pool, clock, commands, referral }),
    ...{ bans, appeals: new Appeals({ pool, clock, cabinets, bans }) },
    inviteLinks,
    ...{ landings, programWidget: new ProgramWidget(landings, publicUrl), cabinets },
    sharing: new Sharing({ cabinets, links: inviteLinks, commands, tasks: programTasks, choices: rewardChoices }),
    promotions: new PromotionService({ pool, clock, random, commands }),
    promoCodes: new PromoCodes({ pool, clock, random, commands, inbox }),
    checkout: new CheckoutService({ pool, clock, commands }),
    spendingLimits,
    webhooks: new WebhooksService({ pool, clock, random, secrets, allowsPrivate: allowed.allowsPrivate }),
    webhookDeliveries: new WebhookDeliveries({ pool, clock }),
    webhookSender,
  };
}

type Background = Pick<Rooms, 'importWork' | 'banWork' | 'versionWork' | 'codeGiving' | 'background'>;

/** What is done step by step beside the facts. */
function backgroundOf({ pool, clock, log }: WiringOptions, { inbox }: Engine, engineStatus: EngineStatus): Background {
  const importWork = new ImportWork({ pool, clock, inbox });
  const banWork = new BanWork({ pool, clock, inbox });
  const versionWork = new VersionWork({ pool, clock, inbox });
  const codeGiving = new CodeGiving({ pool, clock, inbox });
  const runner = (work: BackgroundWork, what: string): BackgroundRunner => {
    const failed = `${what}; it is tried again from where it was`;
    return new BackgroundRunner({ work, engineStatus, log, failed });
  };
  return {
    ...{ importWork, banWork, versionWork, codeGiving },
    background: [
      runner(importWork, 'An import could not go on'),
      runner(banWork, 'Friends of somebody banned could not be told'),
      runner(versionWork, 'Friends of a program could not be told of its new version'),
      runner(codeGiving, 'Rewards could not be given their promo codes'),
    ],
  };
}
