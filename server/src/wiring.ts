import { createEngine, type Engine, EngineStatus, type Reactor } from './engine/index.ts';
import type { WriteRecord } from './kit/api/writes.ts';
import type { Clock } from './kit/clock.ts';
import type { Pool } from './kit/db.ts';
import type { Log } from './kit/log.ts';
import { createOutgoing, type OutgoingOptions } from './kit/outgoing/post.ts';
import type { Random } from './kit/random.ts';
import type { Secrets } from './kit/secrets.ts';
import { readCode } from './kit/values/codes.ts';
import {
  AccessService,
  createWriteRecord,
  InvitationService,
  SessionService,
  UserService,
  WorkspaceSettingsService,
} from './rooms/access/index.ts';
import { CheckoutService, checkoutReactor, SpendingLimits } from './rooms/checkout/index.ts';
import { consentStatements, ImportRunner, ImportsService, ImportWork } from './rooms/imports/index.ts';
import { LedgerService } from './rooms/ledger/index.ts';
import { PeopleService, peopleDirectory, peopleReactor } from './rooms/people/index.ts';
import { codeReactor, PromoCodes, PromotionService, promotionReactor } from './rooms/promotions/index.ts';
import {
  Applications,
  Cabinets,
  createReferralReactor,
  InviteLinks,
  Landings,
  ReferralCodes,
  ReferralLists,
  ReferralPairs,
  ReferralReplays,
  ReferralService,
  ReferralStatistics,
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
  readonly importRunner: ImportRunner;
  readonly ledger: LedgerService;
  readonly rewards: RewardsService;
  readonly referral: ReferralService;
  readonly referralLists: ReferralLists;
  readonly referralCodes: ReferralCodes;
  readonly referralPairs: ReferralPairs;
  readonly referralReplays: ReferralReplays;
  readonly referralStatistics: ReferralStatistics;
  readonly applications: Applications;
  readonly inviteLinks: InviteLinks;
  readonly landings: Landings;
  readonly cabinets: Cabinets;
  readonly promotions: PromotionService;
  readonly promoCodes: PromoCodes;
  readonly checkout: CheckoutService;
  readonly spendingLimits: SpendingLimits;
  readonly webhooks: WebhooksService;
  readonly webhookDeliveries: WebhookDeliveries;
  readonly webhookSender: WebhookSender;
}

export function wireRooms(options: WiringOptions): Rooms {
  const { pool, url, clock, random, secrets, log, works, publicUrl } = options;
  const clickKeys = (workspace: string): string => secrets.hmacSign('referral click', workspace);
  const referralReactor = createReferralReactor(clickKeys);
  const reactors: readonly Reactor[] = [
    peopleReactor,
    rewardsReactor,
    capReactor,
    referralReactor,
    promotionReactor,
    codeReactor,
    checkoutReactor,
    webhooksReactor,
  ];
  const outgoingOptions = options.outgoing ?? { allowsPrivate: false };
  const { allowsPrivate } = outgoingOptions;
  const outgoing = createOutgoing(outgoingOptions);
  const webhookSender = new WebhookSender({ pool, clock, random, secrets, outgoing, log });
  const senders = new Map([[webhookChannel, handOver(pool, () => webhookSender.wake())]]);
  const engine = createEngine({ pool, url, directory: peopleDirectory, reactors, clock, log, works, senders });
  const { commands, inbox } = engine;
  const codes = new ReferralCodes({ pool });
  const people = new PeopleService({
    ...{ pool, clock, commands, readCode, codeOwners: codes.owners },
    consentStatements: (workspace, imports) => consentStatements(pool, workspace, imports),
  });
  const referral = new ReferralService({ pool, clock, random, commands, clickKeys, launched: tellLaunch });
  const inviteLinks = new InviteLinks({ pool, clock, random, inbox, clickKeys, log });
  const access = new AccessService({ pool, clock, random, secrets });
  const users = new UserService({ pool, clock, random, secrets, access });
  const engineStatus = new EngineStatus(pool, clock);
  const workspaceSettings = new WorkspaceSettingsService(pool, clock);
  const importWork = new ImportWork({ pool, clock, inbox });
  return {
    engine,
    engineStatus,
    access,
    users,
    sessions: new SessionService({ pool, clock, random, secrets, publicUrl, users }),
    invitations: new InvitationService({ pool, clock, random, users, publicUrl }),
    workspaceSettings,
    writeRecord: createWriteRecord(secrets),
    people,
    imports: new ImportsService({ pool, clock, random, workspaces: workspaceSettings }),
    importWork,
    importRunner: new ImportRunner({ work: importWork, engineStatus, log }),
    ledger: new LedgerService({ pool, clock }),
    rewards: new RewardsService({ pool, clock, commands }),
    referral,
    referralLists: new ReferralLists(pool, clock),
    referralCodes: codes,
    referralPairs: new ReferralPairs({ pool, search: people.search }),
    referralStatistics: new ReferralStatistics(pool, clock),
    referralReplays: new ReferralReplays({ pool, referral }),
    applications: new Applications({ pool, clock, commands, referral }),
    inviteLinks,
    landings: new Landings({ pool, clock, random, inbox, clickKeys, log, secrets }, inviteLinks),
    cabinets: new Cabinets({ pool, clock, random, secrets, publicUrl, access, referral }),
    promotions: new PromotionService({ pool, clock, random, commands }),
    promoCodes: new PromoCodes({ pool, clock, random, commands, inbox }),
    checkout: new CheckoutService({ pool, clock, commands }),
    spendingLimits: new SpendingLimits(pool, clock),
    webhooks: new WebhooksService({ pool, clock, random, secrets, allowsPrivate }),
    webhookDeliveries: new WebhookDeliveries({ pool, clock }),
    webhookSender,
  };
}
