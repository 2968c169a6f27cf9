import { captureFrom } from './capture.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { contextOf, type Fields, pageOf, viewOf } from './event.ts';
import type { Options } from './options.ts';
import { createQueue, type Queue, type Waiting } from './queue.ts';
import { createStore, type Store } from './store.ts';
import { keepVisitor, keptVisitor, readVisitor, type Visitor, visitorKey } from './visitor.ts';
import type { Place, StorageChange, World } from './world.ts';

/** What a page may ask of the SDK. No call throws. */
export interface Sarafan {
  /** A page was seen. */
  page(name?: string | Fields, properties?: Fields): void;
  /** Something happened. */
  track(event: string, properties?: Fields): void;
  /** Who the visitor says they are. Programs believe only your server about that. */
  identify(userId: string | Fields, traits?: Fields): void;
  group(groupId: string, traits?: Fields): void;
  /** Another visitor sits down here: a new browser id, and no user. */
  reset(): void;
  /** The visitor allows, or refuses, that this browser remembers. */
  consent(granted: boolean): void;
  /** The id of this browser: give it to your server with a form, so that it can name both browser and user. */
  anonymousId(): string;
  /** The invitation that this visitor came with, as far as this browser knows. */
  invitation(): Invitation;
  /** Runs something once the SDK is there. */
  ready(run: (sarafan: Sarafan) => void): void;
}

export interface Invitation {
  readonly click?: string;
  readonly code?: string;
}

type Permission = 'granted' | 'open' | 'refused';

export function createClient(world: World, options: Options): Sarafan {
  const report = (error: unknown): void => {
    try {
      options.onError?.(error);
    } catch {
      // A listener that fails has nobody to tell.
      return;
    }
  };
  const safely =
    <Given extends unknown[]>(run: (...given: Given) => void) =>
    (...given: Given): void => {
      try {
        run(...given);
      } catch (error) {
        report(error);
      }
    };
  const core = new Core(world, options, safely);
  const client: Sarafan = {
    page: safely((name, properties) => core.page(name, properties)),
    track: safely((event, properties = {}) => core.send('track', { event: String(event), properties })),
    identify: safely((userId, traits) => core.identify(userId, traits)),
    group: safely((groupId, traits = {}) => core.send('group', { groupId: String(groupId), traits })),
    reset: safely(() => core.reset()),
    consent: safely((granted) => core.consent(granted)),
    anonymousId: () => core.visitor.anonymousId,
    invitation: () => core.invitation(),
    ready: safely((run) => run(client)),
  };
  safely(() => core.begin())();
  return client;
}

type Safely = <Given extends unknown[]>(run: (...given: Given) => void) => (...given: Given) => void;

/** One page's share in the SDK: who the visitor is, what may be kept, and what is sent. */
class Core {
  visitor: Visitor;
  private readonly store: Store;
  private readonly queue: Queue;
  private readonly delivery: Delivery;
  private permission: Permission;
  private isSaving = false;
  private hasEnded = false;
  private seen: string | undefined;

  constructor(
    private readonly world: World,
    private readonly options: Options,
    private readonly safely: Safely,
  ) {
    this.store = createStore(() => world.storage());
    // Something is kept only where it was allowed, so a visitor whom we remember has allowed it.
    const remembered = keptVisitor(this.store);
    this.permission = options.consent === 'required' && remembered === undefined ? 'open' : 'granted';
    if (this.permission === 'open') this.store.forbid();
    this.visitor = remembered ?? { anonymousId: world.id() };
    this.queue = createQueue(this.store, world.id(), () => world.now());
    this.delivery = createDelivery({
      ...{ world, queue: this.queue, host: options.host, writeKey: options.writeKey },
      maySend: () => this.maySend(),
      onDelivered: (events) => this.heard(events),
      onSettled: () => this.save(),
    });
  }

  begin(): void {
    const { world, queue, delivery } = this;
    this.capture();
    queue.adopt();
    if (queue.size() > 0) delivery.soon();
    world.on('online', () => {
      queue.adopt();
      delivery.atOnce();
    });
    world.on('hidden', () => this.leave(false));
    world.on('leaving', () => this.leave(true));
    world.on('returned', () => {
      this.hasEnded = false;
      this.save();
    });
    world.on('storage', (change) => this.follow(change));
    if (this.options.pages !== 'auto') return;
    this.page();
    // A router changes the title after the address, so the view is taken a moment later.
    const look = this.safely(() => {
      if (viewOf(this.place().url) !== this.seen) this.page();
    });
    world.on('address', () => void world.later(0, look));
  }

  page(name?: string | Fields, properties?: Fields): void {
    const place = this.place();
    this.seen = viewOf(place.url);
    const named = typeof name === 'string' ? { name } : {};
    const given = typeof name === 'string' ? properties : name;
    this.send('page', { ...named, properties: { ...pageOf(place), ...named, ...given } });
  }

  identify(userId: string | Fields, traits: Fields = {}): void {
    const isNamed = typeof userId !== 'object';
    if (isNamed && String(userId) !== this.visitor.userId) this.remember({ ...this.visitor, userId: String(userId) });
    this.send('identify', { traits: (isNamed ? traits : userId) ?? {} });
  }

  reset(): void {
    this.remember({ anonymousId: this.world.id() });
  }

  invitation(): Invitation {
    const { click, code } = this.visitor;
    return { ...(click === undefined ? {} : { click }), ...(code === undefined ? {} : { code }) };
  }

  send(type: string, fields: Fields): void {
    if (this.permission === 'refused' && !this.maySend()) return;
    const { world, queue, visitor } = this;
    const messageId = `web-${world.id()}`;
    const text = JSON.stringify({
      type,
      messageId,
      timestamp: new Date(world.now()).toISOString(),
      anonymousId: visitor.anonymousId,
      userId: visitor.userId,
      ...fields,
      context: contextOf(this.place(), visitor),
    });
    if (!queue.add(messageId, text)) throw new Error(`An event was dropped: it is too long, or too many wait: ${type}`);
    this.saveSoon();
    this.delivery.soon();
  }

  consent(granted: boolean): void {
    if (granted) {
      this.permission = 'granted';
      this.store.allow();
      this.remember(this.visitor);
      this.queue.adopt();
      this.save();
      this.delivery.soon();
    } else {
      this.permission = 'refused';
      if (!this.maySend()) this.queue.clear();
      this.store.forbid();
      this.visitor = { anonymousId: this.world.id() };
    }
  }

  /** Reads the invitation that stands in the address. */
  private capture(): void {
    const { url } = this.world.place();
    const found = captureFrom(url, this.options.codeParameter);
    const { click, code } = found;
    const { sent, ...before } = this.visitor;
    const isKnown = click === undefined || click === before.click;
    const isNewCode = code !== undefined && code !== before.code;
    this.remember({
      ...before,
      ...(isKnown ? {} : { click }),
      ...(isNewCode ? { code } : {}),
      ...(isKnown && sent === true ? { sent } : {}),
    });
    if (found.url !== url && this.options.cleanAddress !== false) {
      this.safely(() => this.world.showAddress(found.url))();
    }
    if (isNewCode) this.send('track', { event: 'Referral Code Entered', properties: { code } });
  }

  /** Where the visitor is, by the address as they know it: without what an invitation left there. */
  private place(): Place {
    const place = this.world.place();
    return { ...place, url: captureFrom(place.url, this.options.codeParameter).url };
  }

  private heard(events: readonly Waiting[]): void {
    const { click, sent } = this.visitor;
    if (click === undefined || sent === true) return;
    if (events.some(({ text }) => text.includes(JSON.stringify(click)))) this.remember({ ...this.visitor, sent: true });
  }

  /** Another tab of the site has learned something about the visitor. */
  private follow(change: StorageChange | undefined): void {
    if (change?.key !== visitorKey) return;
    const told = readVisitor(change.value);
    if (told !== undefined) {
      this.visitor = told;
      if (this.permission === 'open') this.consent(true);
    } else if (this.options.consent === 'required' && this.permission === 'granted') {
      this.consent(false);
    }
  }

  private maySend(): boolean {
    return this.permission === 'granted' || this.options.withoutConsent === 'send';
  }

  private remember(visitor: Visitor): void {
    this.visitor = visitor;
    keepVisitor(this.store, visitor);
  }

  private save(): void {
    this.queue.save(this.hasEnded);
  }

  /** Many calls in a row are written down once. */
  private saveSoon(): void {
    if (this.isSaving) return;
    this.isSaving = true;
    this.world.later(0, () => {
      this.isSaving = false;
      this.save();
    });
  }

  /** A page that ends is hidden too, after it has given its queue away. */
  private leave(isEnding: boolean): void {
    this.hasEnded ||= isEnding;
    this.save();
    this.delivery.beforeLeaving(isEnding);
  }
}
