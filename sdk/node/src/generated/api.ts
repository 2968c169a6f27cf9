// Made from the OpenAPI document of the server by scripts/sdk.mjs. A change here is lost.

import type { Call, CallOptions } from '../call.ts';

export type Conditions = {
  readonly all: readonly Conditions[];
} | {
  readonly any: readonly Conditions[];
} | {
  readonly not: Conditions;
} | {
  readonly trait: string;
  /** How the value is compared */
  readonly is: "eq" | "neq" | "in" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
  /** A list for `in`, true or false for `exists`; numbers may be decimal texts, which are never rounded */
  readonly value: string | number | boolean | readonly (string | number | boolean)[];
} | {
  readonly fact: string;
  /** How the value is compared */
  readonly is: "eq" | "neq" | "in" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
  /** A list for `in`, true or false for `exists`; numbers may be decimal texts, which are never rounded */
  readonly value: string | number | boolean | readonly (string | number | boolean)[];
} | {
  readonly count: string;
  readonly where?: Conditions;
  readonly before?: "touch";
  /** Only of so many days up to the fact that is judged (or up to the invitation) */
  readonly withinDays?: number;
  /** How the count is compared */
  readonly is: "eq" | "neq" | "gt" | "gte" | "lt" | "lte";
  readonly value: number;
} | {
  readonly sum: string;
  readonly of: string;
  readonly where?: Conditions;
  readonly before?: "touch";
  /** Only of so many days up to the fact that is judged (or up to the invitation) */
  readonly withinDays?: number;
  /** How the count is compared */
  readonly is: "eq" | "neq" | "gt" | "gte" | "lt" | "lte";
  /** A number, or a decimal text, which is never rounded */
  readonly value: number | string;
} | {
  /** The currency: orders in others do not count */
  readonly spent: string;
  /** Money only, when absent */
  readonly of?: "money" | "total";
  readonly since?: "touch";
  /** Only of so many days up to the fact that is judged (or up to the invitation) */
  readonly withinDays?: number;
  /** How the count is compared */
  readonly is: "eq" | "neq" | "gt" | "gte" | "lt" | "lte";
  /** A number, or a decimal text, which is never rounded */
  readonly value: number | string;
} | {
  /** How many leads, sales or friends who have bought; a currency: the turnover in it */
  readonly brought: string;
  /** Its key or its id */
  readonly program: string;
  /** In the present period; for all time when absent */
  readonly every?: "month" | "year";
  /** How the count is compared */
  readonly is: "eq" | "neq" | "gt" | "gte" | "lt" | "lte";
  /** A number, or a decimal text, which is never rounded */
  readonly value: number | string;
};

export type ProgramDefinition = {
  readonly name: {
    readonly ru: string;
    readonly en: string;
  };
  /** ISO 8601 with an offset */
  readonly startsAt?: string;
  /** ISO 8601 with an offset */
  readonly endsAt?: string;
  /** Where days, weeks, months and years of its limits begin: a name such as Europe/Moscow; else UTC */
  readonly timeZone?: string;
  readonly invite: {
    readonly link?: {
      /** The page of your site where an invite link leads; absent: the program’s own landing */
      readonly destination?: string;
      /** True: an invite link leads to the program’s own landing, and goes on to the destination */
      readonly landing?: boolean;
      /** Names of sites that an invite link may lead to; the destination’s is one of them */
      readonly allowedHosts: readonly string[];
    };
    readonly code?: {
      readonly length: number;
    };
    readonly manual?: {
      /** How far back support may date a binding */
      readonly backDateDays: number;
    };
  };
  readonly attribution: {
    /** Which invitation counts when there are several */
    readonly pick: "first" | "last";
    /** Channels that go before others whatever the time; empty: only time counts */
    readonly precedence: readonly ("link" | "code" | "manual")[];
    /** True: each order is for whoever’s code was entered at it, and without a code for nobody */
    readonly perOrder?: boolean;
    /** How long after the invitation the payment still counts */
    readonly windowDays: number;
  };
  /** Who may take part. Conditions ask about traits, counts, sums and what was spent, as they stand when one joins; whoever takes part already stays, whatever becomes of them. Absent: everybody may */
  readonly participant?: {
    readonly conditions?: Conditions;
    /** What a person fills in; the answers are kept with the application */
    readonly form?: readonly ({
      /** Your own name for the answer */
      readonly field: string;
      readonly label: {
        readonly ru: string;
        readonly en: string;
      };
      readonly kind: "text" | "date" | "phone" | "email" | "choice" | "checkbox";
      /** Of a checkbox: it has to be ticked */
      readonly required: boolean;
      /** Of a date, and of nothing else: it is not in the future, by the program’s calendar */
      readonly notAfter?: "today";
      /** Of a choice, and of nothing else */
      readonly options?: readonly ({
        readonly value: string;
        readonly label: {
          readonly ru: string;
          readonly en: string;
        };
      })[];
    })[];
    /** manual: an application waits until a person approves or refuses it; automatic when absent */
    readonly approval?: "automatic" | "manual";
  };
  /** Of the programs of a group one is chosen for each order: that of the code entered last, else of the last link */
  readonly exclusive?: {
    /** Programs of one group exclude one another, for instance "promotions" */
    readonly group: string;
    /** Whoever invited by these channels is rewarded whichever promotion the friend has chosen */
    readonly alwaysPays?: readonly ("link" | "code" | "manual")[];
    /** True: a coupon on the order that is no code of the group is another promotion */
    readonly coupons?: boolean;
  };
  readonly friend: {
    /** A person known for longer before the invitation is not new; null: only a payment makes one not new */
    readonly knownForDays: null | number;
    /** True: whoever paid before the invitation is welcome, too; false when absent */
    readonly mayHavePaid?: boolean;
    readonly conditions?: Conditions;
  };
  /** What an order must be that is rewarded */
  readonly order: {
    readonly conditions?: Conditions;
  };
  /** Proportional: a reward that is a share of the order follows what was not refunded */
  readonly clawBack: "full_refund" | "any_refund" | "proportional" | "never";
  /** Days for which late facts correct rewards; later a person decides. 30 when absent; no hold lasts longer */
  readonly correctionDays?: number;
  readonly rewards: readonly ({
    readonly to: "referrer" | "friend";
    /** Of a reward to a referrer. 2: whoever invited the one who invited the friend, and so on up */
    readonly level?: number;
    readonly unit: string;
    /** A plain amount, or steps of plain amounts */
    readonly amount: string | {
      /** A decimal text, for instance "2.5" */
      readonly percent: string;
      /** money: what was paid in money; total: whatever it was paid with; subtotal: before discounts */
      readonly of: "money" | "total" | "subtotal";
      /** What one unit of a currency is worth in the unit of the reward: {"RUB": "1"}; other currencies earn nothing */
      readonly rates: Readonly<Record<string, string>>;
      /** Never more than this for one order */
      readonly atMost?: string;
      /** To the smallest part of the unit; down when absent */
      readonly round?: "down" | "half_up";
    } | {
      readonly lines: readonly ({
        readonly where?: Conditions;
        /** A decimal text, for instance "2.5" */
        readonly percent?: string;
        /** For each item */
        readonly amount?: string;
      })[];
      /** money: each line’s share of what was paid in money; price: price times quantity */
      readonly of: "money" | "price";
      /** What one unit of a currency is worth in the unit of the reward: {"RUB": "1"}; other currencies earn nothing */
      readonly rates: Readonly<Record<string, string>>;
      /** Never more than this for one order */
      readonly atMost?: string;
      /** To the smallest part of the unit; down when absent */
      readonly round?: "down" | "half_up";
    } | {
      /** friends: how many of their friends have brought what this reward is for; payments: how often they have; turnover: what these orders came to in money */
      readonly by: "friends" | "payments" | "turnover";
      /** The limit begins anew with each; absent: it is for all time */
      readonly every?: "day" | "week" | "month" | "year";
      /** Of the turnover */
      readonly currency?: string;
      readonly steps: readonly ({
        /** From so many, or so much, on */
        readonly from: string;
        /** A fixed amount in major units, a share of the order, or a sum over its lines */
        readonly amount: string | {
          /** A decimal text, for instance "2.5" */
          readonly percent: string;
          /** money: what was paid in money; total: whatever it was paid with; subtotal: before discounts */
          readonly of: "money" | "total" | "subtotal";
          /** What one unit of a currency is worth in the unit of the reward: {"RUB": "1"}; other currencies earn nothing */
          readonly rates: Readonly<Record<string, string>>;
          /** Never more than this for one order */
          readonly atMost?: string;
          /** To the smallest part of the unit; down when absent */
          readonly round?: "down" | "half_up";
        } | {
          readonly lines: readonly ({
            readonly where?: Conditions;
            /** A decimal text, for instance "2.5" */
            readonly percent?: string;
            /** For each item */
            readonly amount?: string;
          })[];
          /** money: each line’s share of what was paid in money; price: price times quantity */
          readonly of: "money" | "price";
          /** What one unit of a currency is worth in the unit of the reward: {"RUB": "1"}; other currencies earn nothing */
          readonly rates: Readonly<Record<string, string>>;
          /** Never more than this for one order */
          readonly atMost?: string;
          /** To the smallest part of the unit; down when absent */
          readonly round?: "down" | "half_up";
        };
      })[];
    };
    readonly holdDays: number;
    /** Granted as pending, it may be used only when the period in which it was earned is over */
    readonly accrual?: {
      readonly every: "week" | "month";
      /** So many days after the end of the period; 0 when absent */
      readonly afterDays?: number;
      /** Then it waits until a person has looked at it and lets it through */
      readonly approval?: "manual";
    };
    /** Until when it may be used; absent: for ever */
    readonly expires?: {
      /** It may be used until the end of a day, a month or a year by the program’s calendar */
      readonly endOf: "day" | "month" | "year";
      /** Of which one, counted from that in which it becomes available. 30 with day: until the end of the thirtieth day after; 0 with month: until the end of the same month */
      readonly after: number;
      /** How many days before the last day the holder is reminded, in the morning; 14 and 3 when absent, empty: never */
      readonly remindDays?: readonly number[];
    };
    /** How it is handed out; absent: it becomes available and is spent */
    readonly fulfil?: {
      /** person: somebody of the staff hands it out; webhook: the server that hears reward.due hands it out and reports; promo_code: the holder is given a code of a promotion */
      readonly by: "person" | "webhook" | "promo_code";
      /** With promo_code: the promotion whose codes are used once; each reward is given one of them */
      readonly promotion?: string;
    };
    /** What the friend is rewarded for; absent: the first order */
    readonly on?: {
      /** first: the first order decides, whatever becomes of later ones; first_matching, each: of those that fit */
      readonly order: "first" | "first_matching" | "each";
    } | {
      /** Told by a server */
      readonly event: string;
      readonly which: "first_matching" | "each";
    } | {
      /** A server named the friend, after the invitation */
      readonly registration: true;
    } | {
      /** A server named whoever was invited, newcomer or not */
      readonly invitation: true;
    };
    readonly conditions?: Conditions;
    /** Only in the time of this task of the program, and out of its fund */
    readonly task?: string;
    /** One of the rewards of a choice is given, as whoever it is for has chosen; until then the first in the list */
    readonly choice?: {
      readonly id: string;
      readonly option: string;
    };
    /** Only what happens from this moment on */
    readonly from?: string;
    /** Only what happens before this moment */
    readonly until?: string;
    /** What one person may be given by this reward, whoever brings it */
    readonly perPerson?: {
      readonly amount: string;
      /** The limit begins anew with each; absent: it is for all time */
      readonly every?: "day" | "week" | "month" | "year";
      /** True: what is left is given where it is less than the reward; absent: nothing is */
      readonly partly?: boolean;
    };
  })[];
  readonly tasks?: readonly ({
    readonly id: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
    readonly terms?: {
      readonly ru: string;
      readonly en: string;
    };
    /** Who pays: the fund is charged to their account */
    readonly sponsor?: string;
    /** Only what happens from this moment on */
    readonly from?: string;
    /** Only what happens before this moment */
    readonly until?: string;
    /** True: it counts for every participant; absent: for those who have taken it */
    readonly forAll?: boolean;
    /** What all rewards of the task together may come to; when it is used up, nothing more is granted */
    readonly fund?: {
      readonly unit: string;
      readonly amount: string;
      /** True: what is left is given where it is less than the reward; absent: nothing is */
      readonly partly?: boolean;
    };
  })[];
  readonly results?: {
    /** What makes a lead; absent: that a server has named a newcomer */
    readonly leads?: {
      /** What the friend is rewarded for; absent: the first order */
      readonly on: {
        /** first: the first order decides, whatever becomes of later ones; first_matching, each: of those that fit */
        readonly order: "first" | "first_matching" | "each";
      } | {
        /** Told by a server */
        readonly event: string;
        readonly which: "first_matching" | "each";
      } | {
        /** A server named the friend, after the invitation */
        readonly registration: true;
      } | {
        /** A server named whoever was invited, newcomer or not */
        readonly invitation: true;
      };
      readonly conditions?: Conditions;
    };
    /** What makes a sale, whose money is turnover; absent: each order */
    readonly sales?: {
      /** What the friend is rewarded for; absent: the first order */
      readonly on: {
        /** first: the first order decides, whatever becomes of later ones; first_matching, each: of those that fit */
        readonly order: "first" | "first_matching" | "each";
      } | {
        /** Told by a server */
        readonly event: string;
        readonly which: "first_matching" | "each";
      } | {
        /** A server named the friend, after the invitation */
        readonly registration: true;
      } | {
        /** A server named whoever was invited, newcomer or not */
        readonly invitation: true;
      };
      readonly conditions?: Conditions;
    };
    /** Sums are kept also where no bonus goes by them: for all time, and by these periods. Spending limits and cabinets read them */
    readonly keep?: readonly ("month" | "year")[];
  };
  readonly bonuses?: readonly ({
    /** leads, sales: how many; friends: how many have bought; turnover: of sales, in money; conversion: sales in a hundred leads; chain: how many people the longest chain of invitations through this person has; team: how many people it is with all whom they invited, and whom those invited */
    readonly by: "leads" | "sales" | "friends" | "turnover" | "conversion" | "chain" | "team";
    /** For what each period has brought, when it is over; absent: for all time, as soon as it is reached */
    readonly every?: "month" | "year";
    /** So many days after the end of the period; 0 when absent */
    readonly afterDays?: number;
    /** Then it waits until a person has looked at it and lets it through */
    readonly approval?: "manual";
    /** Of the turnover */
    readonly currency?: string;
    readonly steps: readonly ({
      /** From so much on */
      readonly from?: string;
      /** From more than so much on */
      readonly above?: string;
      readonly unit: string;
      /** A fixed amount in major units, so much for each result, or a share of the turnover */
      readonly amount: string | {
        /** So much for each of these */
        readonly each: "leads" | "sales" | "friends";
        readonly amount: string;
      } | {
        /** Of the turnover, as a decimal text */
        readonly percent: string;
        /** What one unit of the currency is worth in the unit */
        readonly rate: string;
      };
    })[];
    readonly holdDays: number;
    /** Until when it may be used; absent: for ever */
    readonly expires?: {
      /** It may be used until the end of a day, a month or a year by the program’s calendar */
      readonly endOf: "day" | "month" | "year";
      /** Of which one, counted from that in which it becomes available. 30 with day: until the end of the thirtieth day after; 0 with month: until the end of the same month */
      readonly after: number;
      /** How many days before the last day the holder is reminded, in the morning; 14 and 3 when absent, empty: never */
      readonly remindDays?: readonly number[];
    };
    /** How it is handed out; absent: it becomes available and is spent */
    readonly fulfil?: {
      /** person: somebody of the staff hands it out; webhook: the server that hears reward.due hands it out and reports; promo_code: the holder is given a code of a promotion */
      readonly by: "person" | "webhook" | "promo_code";
      /** With promo_code: the promotion whose codes are used once; each reward is given one of them */
      readonly promotion?: string;
    };
  })[];
  /** What all persons together may be granted */
  readonly cap?: {
    readonly unit: string;
    readonly amount: string;
    /** The limit begins anew with each; absent: it is for all time */
    readonly every?: "day" | "week" | "month" | "year";
    /** True: what is left is given where it is less than the reward; absent: nothing is */
    readonly partly?: boolean;
  };
};

export type PromotionDefinition = {
  readonly name: {
    readonly ru: string;
    readonly en: string;
  };
  /** Whose it is, for instance a blogger */
  readonly note?: string;
  /** Whose the codes are; it never changes */
  readonly kind: "shared" | "single" | "personal";
  /** A share or a fixed amount off the order; with `where`, off the lines that fit it. A share of lines is rounded down line by line, a fixed amount is never more than there is to pay */
  readonly discount: {
    readonly percent: string;
    /** No more than so much off one order */
    readonly atMost?: string;
    readonly where?: Conditions;
  } | {
    readonly amount: string;
    readonly where?: Conditions;
  };
  /** Of all amounts here; orders in another are refused. Absent: orders in any, and no amounts */
  readonly currency?: string;
  /** The total that an order needs at least */
  readonly minimum?: string;
  readonly conditions?: Conditions;
  /** ISO 8601 with an offset */
  readonly from?: string;
  /** ISO 8601 with an offset */
  readonly until?: string;
  readonly perPerson?: number;
  /** Of all together */
  readonly uses?: number;
  /** All discounts together never exceed it, reserved ones included */
  readonly budget?: string;
  /** True: it may stand beside other codes on one order */
  readonly together?: boolean;
  /** An alarm is raised when so many persons try its codes in so many minutes */
  readonly alarm?: {
    readonly persons: number;
    readonly minutes: number;
    /** True: the promotion is also paused */
    readonly pause: boolean;
  };
};

export type SpendingLimit = {
  /** What one unit pays, by the currency of the order: {"RUB": "1"} */
  readonly rates: Readonly<Record<string, string>>;
  /** Where no rule fits, nothing of the unit pays for an order */
  readonly rules: readonly ({
    readonly conditions?: Conditions;
    /** What part of what is left to pay after promo codes */
    readonly percent: string;
    /** No more of the unit on one order */
    readonly atMost?: string;
    /** The total that an order needs at least, in its currency */
    readonly minimum?: string;
  })[];
};

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** The stable name of the problem, for programs */
  readonly code: string;
  /** A sentence in English */
  readonly detail: string;
  /** The same in Russian */
  readonly detail_ru: string;
  /** The place in the request that is at fault: `body.name.ru` */
  readonly at?: string;
};

export type AccessWhoAmIAnswer = {
  readonly workspace: string;
  readonly actor: string;
  /** support also reads; write also supports; admin may do everything */
  readonly scopes: readonly ("read" | "support" | "write" | "admin")[];
};

export type AccessListKeysInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type AccessListKeysAnswer = {
  readonly items: readonly ({
    readonly keyId: string;
    /** write: public, for pages; secret: for your server; api: for this API */
    readonly kind: "write" | "secret" | "api";
    /** support also reads; write also supports; admin may do everything */
    readonly scopes: readonly ("read" | "support" | "write" | "admin")[];
    /** How the key begins, to tell two apart */
    readonly hint: string;
    readonly note: string;
    readonly createdAt: string;
    readonly revokedAt: string | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type AccessCreateKeyInput = {
  readonly body: {
    /** write: public, for pages; secret: for your server; api: for this API */
    readonly kind: "write" | "secret" | "api";
    /** support also reads; write also supports; admin may do everything */
    readonly scopes?: readonly ("read" | "support" | "write" | "admin")[];
    readonly note?: string;
  };
};

export type AccessCreateKeyAnswer = {
  readonly keyId: string;
  /** write: public, for pages; secret: for your server; api: for this API */
  readonly kind: "write" | "secret" | "api";
  /** support also reads; write also supports; admin may do everything */
  readonly scopes: readonly ("read" | "support" | "write" | "admin")[];
  /** How the key begins, to tell two apart */
  readonly hint: string;
  readonly note: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  /** Shown this once: only its hash is kept */
  readonly key: string;
};

export type AccessDeleteKeyInput = {
  readonly key: string;
};

export type AccessDeleteKeyAnswer = undefined;

export type AccessListAuditEntriesInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly actor?: string;
  /** The first word of the action: `key` for `key.create` and `key.revoke` */
  readonly area?: string;
};

export type AccessListAuditEntriesAnswer = {
  readonly items: readonly ({
    /** Its id */
    readonly entry: string;
    readonly at: string;
    /** The id of a user or of a key, `cli`, or `system` for the server itself */
    readonly actor: string;
    readonly actorName: string | null;
    readonly action: string;
    readonly target: string;
    readonly detail: Readonly<Record<string, unknown>>;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type AccessListUsersInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type AccessListUsersAnswer = {
  readonly items: readonly ({
    readonly user: string;
    readonly email: string;
    readonly name: string;
    /** analyst: reads; support: also helps customers; marketer: also runs programs; owner: also users and keys */
    readonly role: "owner" | "marketer" | "support" | "analyst";
    readonly twoFactor: boolean;
    readonly joinedAt: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type AccessUpdateUserInput = {
  readonly user: string;
  readonly body: {
    /** analyst: reads; support: also helps customers; marketer: also runs programs; owner: also users and keys */
    readonly role: "owner" | "marketer" | "support" | "analyst";
  };
};

export type AccessUpdateUserAnswer = {
  readonly user: string;
  readonly email: string;
  readonly name: string;
  /** analyst: reads; support: also helps customers; marketer: also runs programs; owner: also users and keys */
  readonly role: "owner" | "marketer" | "support" | "analyst";
  readonly twoFactor: boolean;
  readonly joinedAt: string;
};

export type AccessDeleteUserInput = {
  readonly user: string;
};

export type AccessDeleteUserAnswer = undefined;

export type AccessListInvitationsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type AccessListInvitationsAnswer = {
  readonly items: readonly ({
    readonly invitation: string;
    readonly email: string;
    /** analyst: reads; support: also helps customers; marketer: also runs programs; owner: also users and keys */
    readonly role: "owner" | "marketer" | "support" | "analyst";
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly invitedBy: string | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type AccessCreateInvitationInput = {
  readonly body: {
    readonly email: string;
    /** analyst: reads; support: also helps customers; marketer: also runs programs; owner: also users and keys */
    readonly role: "owner" | "marketer" | "support" | "analyst";
  };
};

export type AccessCreateInvitationAnswer = {
  readonly invitation: string;
  readonly email: string;
  /** analyst: reads; support: also helps customers; marketer: also runs programs; owner: also users and keys */
  readonly role: "owner" | "marketer" | "support" | "analyst";
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly invitedBy: string | null;
  /** Shown this once: only a hash of its token is kept */
  readonly link: string;
};

export type AccessDeleteInvitationInput = {
  readonly invitation: string;
};

export type AccessDeleteInvitationAnswer = undefined;

export type AccessGetWorkspaceAnswer = {
  readonly workspace: string;
  readonly name: string;
  readonly timeZone: string;
  readonly defaultLanguage: "ru" | "en";
  readonly siteUrl: string | null;
  readonly brand: {
    readonly accent: string | null;
    readonly logo: string | null;
  };
  /** Where this server is reached, as it was told: links begin so */
  readonly publicUrl: string;
  readonly createdAt: string;
};

export type AccessUpdateWorkspaceInput = {
  readonly body: {
    readonly name?: string;
    /** An IANA name, for instance `Europe/Moscow`: days in lists and statistics begin at its midnight */
    readonly timeZone?: string;
    readonly defaultLanguage?: "ru" | "en";
    readonly siteUrl?: string | null;
    readonly brand?: {
      readonly accent?: string | null;
      readonly logo?: string | null;
    };
  };
};

export type AccessUpdateWorkspaceAnswer = {
  readonly workspace: string;
  readonly name: string;
  readonly timeZone: string;
  readonly defaultLanguage: "ru" | "en";
  readonly siteUrl: string | null;
  readonly brand: {
    readonly accent: string | null;
    readonly logo: string | null;
  };
  /** Where this server is reached, as it was told: links begin so */
  readonly publicUrl: string;
  readonly createdAt: string;
};

export type PeopleListPersonsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  /** Who tells of the person; `named`: everybody but browsers that never said a name, a contact or a user id. Counts beside every other filter. Absent: everybody */
  readonly knownBy?: "server" | "form" | "browser" | "named";
  /** Your own id of the person, as in the tracking API */
  readonly userId?: string;
  readonly email?: string;
  readonly phone?: string;
  /** An invite code, as it was heard */
  readonly code?: string;
  /** How the name begins */
  readonly name?: string;
  /** How any word of the name, the address, the phone or your own id begins, or an invite code, also mistyped; other filters but `knownBy` do not count then */
  readonly q?: string;
};

export type PeopleListPersonsAnswer = {
  readonly items: readonly ({
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type PeopleGetPersonInput = {
  readonly person: string;
};

export type PeopleGetPersonAnswer = {
  readonly person: string;
  readonly userId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
  readonly knownBy: "server" | "form" | "browser";
  readonly said: {
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
  } | null;
  readonly createdAt: string;
  /** The person whom this one turned out to be; all that is known is told there */
  readonly redirect: string | null;
  /** The profiles that make this person, its own first */
  readonly profiles: readonly string[];
  readonly identifiers: readonly ({
    readonly kind: string;
    readonly value: string;
    readonly profile: string;
    readonly detail?: string;
  })[];
  readonly traits: readonly ({
    readonly name: string;
    readonly value: unknown;
    /** Who vouches for it: a browser, or your server */
    readonly trust: "public" | "server";
    readonly at: string;
  })[];
};

export type PeopleListPersonTimelineInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly person: string;
};

export type PeopleListPersonTimelineAnswer = {
  readonly items: readonly ({
    readonly kind: "fact";
    readonly id: string;
    readonly at: string;
    readonly happenedAt: string;
    readonly type: string;
    readonly name: string;
    /** Who vouches for it: a browser, or your server */
    readonly trust: "public" | "server";
    readonly messageId: string;
    readonly profile: string;
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly traits?: Readonly<Record<string, unknown>>;
    readonly context?: Readonly<Record<string, unknown>>;
  } | {
    readonly kind: "decision";
    readonly id: string;
    readonly at: string;
    /** Which room decided */
    readonly reactor: string;
    readonly about: string;
    readonly outcome: string;
    readonly detail: Readonly<Record<string, unknown>>;
    /** The revision of the definitions it was decided under */
    readonly revision: number;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type PeopleListPersonConsentsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly person: string;
};

export type PeopleListPersonConsentsAnswer = {
  readonly items: readonly ({
    /** The message id of the fact that proves it */
    readonly fact: string;
    readonly profile: string;
    /** A form that was sent, or a statement about a whole file */
    readonly source: "form" | "import";
    /** The contacts that it is about */
    readonly channels: readonly ("email" | "phone")[];
    readonly purpose: string | null;
    readonly wording: string | null;
    readonly language: string | null;
    readonly place: string | null;
    readonly document: string | null;
    readonly import: string | null;
    readonly row: number | null;
    readonly givenOn: string | null;
    /** When the fact says it happened */
    readonly at: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type PeopleCreatePersonSeparationInput = {
  readonly person: string;
  readonly body: {
    readonly profile: string;
  };
};

export type PeopleCreatePersonSeparationAnswer = {
  readonly person: string;
  /** Now a person of its own */
  readonly profile: string;
};

export type PeopleCreatePersonMergeInput = {
  readonly person: string;
  readonly body: {
    /** The other person */
    readonly into: string;
  };
};

export type PeopleCreatePersonMergeAnswer = {
  /** Who both are now: the one with an id of yours, else the older one */
  readonly person: string;
  /** Who is now a profile of that person; a separation takes it out again */
  readonly profile: string;
};

export type LedgerListUnitsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type LedgerListUnitsAnswer = {
  readonly items: readonly ({
    readonly unit: string;
    /** Decimals of an amount; fixed for good */
    readonly exponent: number;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
    /** How the unit is said after a number on pages that people read: 1 урок, 2 урока, 5 уроков; 2 lessons */
    readonly forms?: {
      readonly ru: {
        readonly one: string;
        readonly few: string;
        readonly many: string;
      };
      readonly en: {
        readonly one: string;
        readonly other: string;
      };
    };
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type LedgerCreateUnitInput = {
  readonly body: {
    readonly unit: string;
    /** Decimals of an amount; fixed for good */
    readonly exponent: number;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
    /** How the unit is said after a number on pages that people read: 1 урок, 2 урока, 5 уроков; 2 lessons */
    readonly forms?: {
      readonly ru: {
        readonly one: string;
        readonly few: string;
        readonly many: string;
      };
      readonly en: {
        readonly one: string;
        readonly other: string;
      };
    };
  };
};

export type LedgerCreateUnitAnswer = {
  readonly unit: string;
  /** Decimals of an amount; fixed for good */
  readonly exponent: number;
  readonly name: {
    readonly ru: string;
    readonly en: string;
  };
  /** How the unit is said after a number on pages that people read: 1 урок, 2 урока, 5 уроков; 2 lessons */
  readonly forms?: {
    readonly ru: {
      readonly one: string;
      readonly few: string;
      readonly many: string;
    };
    readonly en: {
      readonly one: string;
      readonly other: string;
    };
  };
};

export type LedgerGetBalancesInput = {
  readonly person: string;
};

export type LedgerGetBalancesAnswer = {
  readonly items: readonly ({
    readonly unit: string;
    /** A decimal text in major units; below zero is a debt */
    readonly available: string;
    /** A decimal text in major units; below zero is a debt */
    readonly pending: string;
    /** A decimal text in major units; below zero is a debt */
    readonly reserved: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type LedgerListStatementInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly person: string;
};

export type LedgerListStatementAnswer = {
  readonly items: readonly ({
    readonly transfer: string;
    readonly line: number;
    readonly kind: string;
    /** What it was for, for instance a grant */
    readonly about: string;
    readonly at: string;
    readonly unit: string;
    /** A decimal text in major units, above zero */
    readonly amount: string;
    /** An account, for instance `issuer` or `per_…:pending` */
    readonly from: string;
    readonly to: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type RewardsListGrantsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  /** Whose rewards */
  readonly person?: string;
  /** For inviting whom */
  readonly friend?: string;
  readonly program?: string;
  /** accrual: of those in review, what waits to be let through */
  readonly state?: "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back" | "accrual";
  readonly unit?: string;
  /** Granted at that moment or later */
  readonly from?: string;
  /** Granted before that moment */
  readonly to?: string;
};

export type RewardsListGrantsAnswer = {
  readonly items: readonly ({
    readonly grant: string;
    readonly program: string;
    readonly version: number;
    readonly side: "referrer" | "friend" | "bonus";
    readonly holder: string;
    readonly holderPerson: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly friend: string;
    readonly friendPerson: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly order: string;
    readonly unit: string;
    /** A decimal text in major units */
    readonly amount: string;
    readonly state: "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back";
    /** Why a person has to decide, or that a person let it stand */
    readonly review: "spent" | "window_closed" | "accrual" | "approved" | null;
    readonly reason: string | null;
    readonly grantedAt: string;
    readonly availableAt: string;
    /** When what is left of it expires, if it does. Rewards are not told apart: what expires first is spent first */
    readonly expiresAt: string | null;
    /** How it is handed out, from the moment at which it could be; null: it is a balance, or not due yet */
    readonly fulfilment: {
      readonly by: "person" | "webhook" | "promo_code";
      readonly state: "waiting" | "done" | "failed" | "cancelled";
      readonly promotion: string | null;
      readonly code: string | null;
      readonly reference: string | null;
      readonly note: string | null;
      readonly since: string;
      readonly changedAt: string;
    } | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type RewardsApproveGrantInput = {
  readonly grant: string;
  readonly body: {
    /** Why: it stands in the audit log and in the explanation of the pair */
    readonly note: string;
  };
};

export type RewardsApproveGrantAnswer = {
  readonly grant: string;
  readonly program: string;
  readonly version: number;
  readonly side: "referrer" | "friend" | "bonus";
  readonly holder: string;
  readonly holderPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly friend: string;
  readonly friendPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly order: string;
  readonly unit: string;
  /** A decimal text in major units */
  readonly amount: string;
  readonly state: "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back";
  /** Why a person has to decide, or that a person let it stand */
  readonly review: "spent" | "window_closed" | "accrual" | "approved" | null;
  readonly reason: string | null;
  readonly grantedAt: string;
  readonly availableAt: string;
  /** When what is left of it expires, if it does. Rewards are not told apart: what expires first is spent first */
  readonly expiresAt: string | null;
  /** How it is handed out, from the moment at which it could be; null: it is a balance, or not due yet */
  readonly fulfilment: {
    readonly by: "person" | "webhook" | "promo_code";
    readonly state: "waiting" | "done" | "failed" | "cancelled";
    readonly promotion: string | null;
    readonly code: string | null;
    readonly reference: string | null;
    readonly note: string | null;
    readonly since: string;
    readonly changedAt: string;
  } | null;
};

export type RewardsRefuseGrantInput = {
  readonly grant: string;
  readonly body: {
    /** Why: it stands in the audit log and in the explanation of the pair */
    readonly note: string;
  };
};

export type RewardsRefuseGrantAnswer = {
  readonly grant: string;
  readonly program: string;
  readonly version: number;
  readonly side: "referrer" | "friend" | "bonus";
  readonly holder: string;
  readonly holderPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly friend: string;
  readonly friendPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly order: string;
  readonly unit: string;
  /** A decimal text in major units */
  readonly amount: string;
  readonly state: "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back";
  /** Why a person has to decide, or that a person let it stand */
  readonly review: "spent" | "window_closed" | "accrual" | "approved" | null;
  readonly reason: string | null;
  readonly grantedAt: string;
  readonly availableAt: string;
  /** When what is left of it expires, if it does. Rewards are not told apart: what expires first is spent first */
  readonly expiresAt: string | null;
  /** How it is handed out, from the moment at which it could be; null: it is a balance, or not due yet */
  readonly fulfilment: {
    readonly by: "person" | "webhook" | "promo_code";
    readonly state: "waiting" | "done" | "failed" | "cancelled";
    readonly promotion: string | null;
    readonly code: string | null;
    readonly reference: string | null;
    readonly note: string | null;
    readonly since: string;
    readonly changedAt: string;
  } | null;
};

export type RewardsListFulfilmentsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly state?: "waiting" | "done" | "failed" | "cancelled";
  readonly by?: "person" | "webhook" | "promo_code";
  readonly program?: string;
  /** To whom */
  readonly person?: string;
  /** A search for holders */
  readonly q?: string;
};

export type RewardsListFulfilmentsAnswer = {
  readonly items: readonly ({
    readonly grant: string;
    readonly program: string;
    readonly version: number;
    readonly side: "referrer" | "friend" | "bonus";
    readonly holder: string;
    readonly holderPerson: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly friend: string;
    readonly friendPerson: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly order: string;
    readonly unit: string;
    /** A decimal text in major units */
    readonly amount: string;
    readonly state: "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back";
    /** Why a person has to decide, or that a person let it stand */
    readonly review: "spent" | "window_closed" | "accrual" | "approved" | null;
    readonly reason: string | null;
    readonly grantedAt: string;
    readonly availableAt: string;
    /** When what is left of it expires, if it does. Rewards are not told apart: what expires first is spent first */
    readonly expiresAt: string | null;
    /** How it is handed out, from the moment at which it could be; null: it is a balance, or not due yet */
    readonly fulfilment: {
      readonly by: "person" | "webhook" | "promo_code";
      readonly state: "waiting" | "done" | "failed" | "cancelled";
      readonly promotion: string | null;
      readonly code: string | null;
      readonly reference: string | null;
      readonly note: string | null;
      readonly since: string;
      readonly changedAt: string;
    } | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type RewardsFulfilGrantInput = {
  readonly grant: string;
  readonly body: {
    /** It stands in the audit log */
    readonly note?: string;
    /** What you know it by */
    readonly reference?: string;
  };
};

export type RewardsFulfilGrantAnswer = {
  readonly grant: string;
  readonly program: string;
  readonly version: number;
  readonly side: "referrer" | "friend" | "bonus";
  readonly holder: string;
  readonly holderPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly friend: string;
  readonly friendPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly order: string;
  readonly unit: string;
  /** A decimal text in major units */
  readonly amount: string;
  readonly state: "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back";
  /** Why a person has to decide, or that a person let it stand */
  readonly review: "spent" | "window_closed" | "accrual" | "approved" | null;
  readonly reason: string | null;
  readonly grantedAt: string;
  readonly availableAt: string;
  /** When what is left of it expires, if it does. Rewards are not told apart: what expires first is spent first */
  readonly expiresAt: string | null;
  /** How it is handed out, from the moment at which it could be; null: it is a balance, or not due yet */
  readonly fulfilment: {
    readonly by: "person" | "webhook" | "promo_code";
    readonly state: "waiting" | "done" | "failed" | "cancelled";
    readonly promotion: string | null;
    readonly code: string | null;
    readonly reference: string | null;
    readonly note: string | null;
    readonly since: string;
    readonly changedAt: string;
  } | null;
};

export type RewardsFailGrantInput = {
  readonly grant: string;
  readonly body: {
    /** It stands in the audit log */
    readonly note: string;
  };
};

export type RewardsFailGrantAnswer = {
  readonly grant: string;
  readonly program: string;
  readonly version: number;
  readonly side: "referrer" | "friend" | "bonus";
  readonly holder: string;
  readonly holderPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly friend: string;
  readonly friendPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly order: string;
  readonly unit: string;
  /** A decimal text in major units */
  readonly amount: string;
  readonly state: "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back";
  /** Why a person has to decide, or that a person let it stand */
  readonly review: "spent" | "window_closed" | "accrual" | "approved" | null;
  readonly reason: string | null;
  readonly grantedAt: string;
  readonly availableAt: string;
  /** When what is left of it expires, if it does. Rewards are not told apart: what expires first is spent first */
  readonly expiresAt: string | null;
  /** How it is handed out, from the moment at which it could be; null: it is a balance, or not due yet */
  readonly fulfilment: {
    readonly by: "person" | "webhook" | "promo_code";
    readonly state: "waiting" | "done" | "failed" | "cancelled";
    readonly promotion: string | null;
    readonly code: string | null;
    readonly reference: string | null;
    readonly note: string | null;
    readonly since: string;
    readonly changedAt: string;
  } | null;
};

export type RewardsReopenGrantInput = {
  readonly grant: string;
  readonly body: {
    /** It stands in the audit log */
    readonly note?: string;
    /** What you know it by */
    readonly reference?: string;
  };
};

export type RewardsReopenGrantAnswer = {
  readonly grant: string;
  readonly program: string;
  readonly version: number;
  readonly side: "referrer" | "friend" | "bonus";
  readonly holder: string;
  readonly holderPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly friend: string;
  readonly friendPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly order: string;
  readonly unit: string;
  /** A decimal text in major units */
  readonly amount: string;
  readonly state: "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back";
  /** Why a person has to decide, or that a person let it stand */
  readonly review: "spent" | "window_closed" | "accrual" | "approved" | null;
  readonly reason: string | null;
  readonly grantedAt: string;
  readonly availableAt: string;
  /** When what is left of it expires, if it does. Rewards are not told apart: what expires first is spent first */
  readonly expiresAt: string | null;
  /** How it is handed out, from the moment at which it could be; null: it is a balance, or not due yet */
  readonly fulfilment: {
    readonly by: "person" | "webhook" | "promo_code";
    readonly state: "waiting" | "done" | "failed" | "cancelled";
    readonly promotion: string | null;
    readonly code: string | null;
    readonly reference: string | null;
    readonly note: string | null;
    readonly since: string;
    readonly changedAt: string;
  } | null;
};

export type RewardsCreateSpendingInput = {
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId: string;
    readonly unit: string;
    readonly amount: string;
  };
};

export type RewardsCreateSpendingAnswer = {
  readonly person: string;
  readonly unit: string;
  /** A decimal text in major units */
  readonly spent: string;
  /** What is left to spend */
  readonly available: string;
};

export type ReferralListProgramsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type ReferralListProgramsAnswer = {
  readonly items: readonly ({
    readonly program: string;
    readonly key: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
    readonly version: number;
    readonly launchedAt: string;
    readonly note: string;
    readonly state: "not_started" | "running" | "ended";
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ReferralCreateProgramInput = {
  readonly body: {
    /** Your own name for the program; it never changes */
    readonly key: string;
    /** The program as data */
    readonly definition: ProgramDefinition;
    /** The version that you began from or compared with, 0 when there was none: if a newer one was launched since, nothing is launched, and the answer is 409 with the code newer_version. Absent: whatever runs is replaced */
    readonly basedOn?: number;
    /** new: invitations from now on (when absent); open: also those of which nothing is decided yet; all: every invitation there was, so rewards that come out otherwise are corrected, as far as they are not spent and the correction window is open */
    readonly appliesTo?: "new" | "open" | "all";
    /** Why, for the audit log */
    readonly note?: string;
    /** The recipe that the definition began as: its units that the definition names count as there, and launching makes those that are missing and sets its spending limits for units that have none */
    readonly recipe?: string;
  };
};

export type ReferralCreateProgramAnswer = {
  readonly program: string;
  readonly key: string;
  readonly version: number;
  /** False: this very definition stands already, and no version was made */
  readonly isNew: boolean;
  /** Of a recipe: what became of the spending limits that it brings. What somebody has set for a unit is never overwritten: set: there was none; stands: this very limit stood already; left: another one stays; unfit: it asks for a sum that the program does not keep any more, and was not set */
  readonly limits?: readonly ({
    readonly unit: string;
    readonly outcome: "set" | "stands" | "left" | "unfit";
  })[];
};

export type ReferralGetProgramInput = {
  readonly program: string;
};

export type ReferralGetProgramAnswer = {
  readonly program: string;
  readonly key: string;
  readonly name: {
    readonly ru: string;
    readonly en: string;
  };
  readonly version: number;
  readonly launchedAt: string;
  readonly note: string;
  readonly state: "not_started" | "running" | "ended";
  readonly definition: ProgramDefinition;
};

export type ReferralListProgramVersionsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly program: string;
};

export type ReferralListProgramVersionsAnswer = {
  readonly items: readonly ({
    readonly version: number;
    readonly launchedAt: string;
    readonly appliesTo: "new" | "open" | "all";
    /** How many friends of before have been told to look again */
    readonly told: number;
    /** False while friends of before are still being told */
    readonly isApplied: boolean;
    readonly note: string;
    readonly definition: ProgramDefinition;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ReferralCheckProgramInput = {
  readonly body: {
    /** The program that it would be a version of; absent: a new one */
    readonly key?: string;
    /** The program as data */
    readonly definition: ProgramDefinition;
    /** The recipe that the definition began as: its units that the definition names count as there, and launching makes those that are missing and sets its spending limits for units that have none */
    readonly recipe?: string;
  };
};

export type ReferralCheckProgramAnswer = {
  readonly ok: boolean;
  readonly problems: readonly ({
    readonly path: string;
    readonly code: string;
    readonly ru: string;
    readonly en: string;
  })[];
  /** What is mostly not meant, and keeps nobody from launching: already_over: new invitations do not count; always_holds: a condition that changes nothing */
  readonly warnings: readonly ({
    readonly path: string;
    readonly code: string;
    readonly ru: string;
    readonly en: string;
  })[];
  /** What the definition promises; null while it has not the form of one */
  readonly promise: {
    /** Null: the friend gets nothing */
    readonly friendGets: {
      readonly ru: string;
      readonly en: string;
    } | null;
    /** Null: the referrer gets nothing */
    readonly referrerGets: {
      readonly ru: string;
      readonly en: string;
    } | null;
    /** What has to happen, in the order in which it is decided */
    readonly rules: readonly ({
      readonly ru: string;
      readonly en: string;
    })[];
  } | null;
  /** What one friend costs at the most, unit by unit; empty while something is wrong */
  readonly greatestCost: readonly ({
    readonly unit: string;
    /** In major units; null: nothing bounds it */
    readonly amount: string | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
};

export type ReferralRollbackProgramInput = {
  readonly program: string;
  readonly body: {
    /** The version whose definition is launched again */
    readonly version: number;
    /** The version that you began from or compared with, 0 when there was none: if a newer one was launched since, nothing is launched, and the answer is 409 with the code newer_version. Absent: whatever runs is replaced */
    readonly basedOn?: number;
    /** new: invitations from now on (when absent); open: also those of which nothing is decided yet; all: every invitation there was, so rewards that come out otherwise are corrected, as far as they are not spent and the correction window is open */
    readonly appliesTo?: "new" | "open" | "all";
    /** Why, for the audit log */
    readonly note?: string;
  };
};

export type ReferralRollbackProgramAnswer = {
  readonly program: string;
  readonly key: string;
  readonly version: number;
  /** False: this very definition stands already, and no version was made */
  readonly isNew: boolean;
  /** Of a recipe: what became of the spending limits that it brings. What somebody has set for a unit is never overwritten: set: there was none; stands: this very limit stood already; left: another one stays; unfit: it asks for a sum that the program does not keep any more, and was not set */
  readonly limits?: readonly ({
    readonly unit: string;
    readonly outcome: "set" | "stands" | "left" | "unfit";
  })[];
};

export type ReferralListRecipesInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type ReferralListRecipesAnswer = {
  readonly items: readonly ({
    readonly recipe: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
    readonly definition: ProgramDefinition;
    /** Units that its rewards are in; installing makes them */
    readonly units: readonly ({
      readonly unit: string;
      /** Decimals of an amount; fixed for good */
      readonly exponent: number;
      readonly name: {
        readonly ru: string;
        readonly en: string;
      };
      /** How the unit is said after a number on pages that people read: 1 урок, 2 урока, 5 уроков; 2 lessons */
      readonly forms?: {
        readonly ru: {
          readonly one: string;
          readonly few: string;
          readonly many: string;
        };
        readonly en: {
          readonly one: string;
          readonly other: string;
        };
      };
    })[];
    /** What part of an order its units may pay; installing sets this for units that have no limit */
    readonly limits: readonly ({
      readonly unit: string;
      readonly limit: SpendingLimit;
    })[];
    /** Null: the friend gets nothing */
    readonly friendGets: {
      readonly ru: string;
      readonly en: string;
    } | null;
    /** Null: the referrer gets nothing */
    readonly referrerGets: {
      readonly ru: string;
      readonly en: string;
    } | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ReferralInstallRecipeInput = {
  readonly recipe: string;
};

export type ReferralInstallRecipeAnswer = {
  readonly program: string;
  readonly key: string;
  readonly version: number;
  /** False: this very definition stands already, and no version was made */
  readonly isNew: boolean;
  /** Of a recipe: what became of the spending limits that it brings. What somebody has set for a unit is never overwritten: set: there was none; stands: this very limit stood already; left: another one stays; unfit: it asks for a sum that the program does not keep any more, and was not set */
  readonly limits?: readonly ({
    readonly unit: string;
    readonly outcome: "set" | "stands" | "left" | "unfit";
  })[];
};

export type ReferralCreateProgramParticipantInput = {
  readonly program: string;
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId: string;
    /** A text for each field of the program’s form, or true or false */
    readonly application?: Readonly<Record<string, string | boolean>>;
  };
};

export type ReferralCreateProgramParticipantAnswer = {
  readonly program: string;
  readonly person: string;
  readonly code: string;
  /** Null when the program has no invite link */
  readonly link: string | null;
  /** Every code of the person: their own, then those of persons who turned out to be them */
  readonly codes: readonly ({
    readonly code: string;
    /** Null when the program has no invite link */
    readonly link: string | null;
  })[];
} | {
  readonly program: string;
  readonly person: string;
  readonly application: "waiting";
};

export type ReferralListProgramParticipantsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly program: string;
};

export type ReferralListProgramParticipantsAnswer = {
  readonly items: readonly ({
    readonly program: string;
    readonly person: string;
    readonly code: string;
    /** Null when the program has no invite link */
    readonly link: string | null;
    readonly owner: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly joinedAt: string;
    readonly bannedSince: string | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ReferralListProgramApplicationsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly state?: "waiting" | "accepted" | "refused";
  readonly program: string;
};

export type ReferralListProgramApplicationsAnswer = {
  readonly items: readonly ({
    readonly program: string;
    readonly person: string;
    readonly applicant: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly state: "waiting" | "accepted" | "refused";
    readonly answers: readonly ({
      readonly field: string;
      readonly label: {
        readonly ru: string;
        readonly en: string;
      };
      readonly kind: "text" | "date" | "phone" | "email" | "choice" | "checkbox";
      readonly value: string | boolean;
      readonly option?: {
        readonly ru: string;
        readonly en: string;
      };
    })[];
    /** The version of the program that asked */
    readonly version: number;
    /** Why it was refused, or what was noted; the applicant reads the refusal */
    readonly note: string;
    readonly appliedAt: string;
    readonly decidedAt: string | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ReferralGetProgramApplicationInput = {
  readonly program: string;
  readonly person: string;
};

export type ReferralGetProgramApplicationAnswer = {
  readonly program: string;
  readonly person: string;
  readonly applicant: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly state: "waiting" | "accepted" | "refused";
  readonly answers: readonly ({
    readonly field: string;
    readonly label: {
      readonly ru: string;
      readonly en: string;
    };
    readonly kind: "text" | "date" | "phone" | "email" | "choice" | "checkbox";
    readonly value: string | boolean;
    readonly option?: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
  /** The version of the program that asked */
  readonly version: number;
  /** Why it was refused, or what was noted; the applicant reads the refusal */
  readonly note: string;
  readonly appliedAt: string;
  readonly decidedAt: string | null;
};

export type ReferralApproveProgramApplicationInput = {
  readonly program: string;
  readonly person: string;
  readonly body: {
    /** For the audit log */
    readonly note?: string;
  };
};

export type ReferralApproveProgramApplicationAnswer = {
  readonly program: string;
  readonly person: string;
  readonly applicant: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly state: "waiting" | "accepted" | "refused";
  readonly answers: readonly ({
    readonly field: string;
    readonly label: {
      readonly ru: string;
      readonly en: string;
    };
    readonly kind: "text" | "date" | "phone" | "email" | "choice" | "checkbox";
    readonly value: string | boolean;
    readonly option?: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
  /** The version of the program that asked */
  readonly version: number;
  /** Why it was refused, or what was noted; the applicant reads the refusal */
  readonly note: string;
  readonly appliedAt: string;
  readonly decidedAt: string | null;
};

export type ReferralRefuseProgramApplicationInput = {
  readonly program: string;
  readonly person: string;
  readonly body: {
    /** Why; the applicant reads it */
    readonly note: string;
  };
};

export type ReferralRefuseProgramApplicationAnswer = {
  readonly program: string;
  readonly person: string;
  readonly applicant: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly state: "waiting" | "accepted" | "refused";
  readonly answers: readonly ({
    readonly field: string;
    readonly label: {
      readonly ru: string;
      readonly en: string;
    };
    readonly kind: "text" | "date" | "phone" | "email" | "choice" | "checkbox";
    readonly value: string | boolean;
    readonly option?: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
  /** The version of the program that asked */
  readonly version: number;
  /** Why it was refused, or what was noted; the applicant reads the refusal */
  readonly note: string;
  readonly appliedAt: string;
  readonly decidedAt: string | null;
};

export type ReferralReopenProgramApplicationInput = {
  readonly program: string;
  readonly person: string;
};

export type ReferralReopenProgramApplicationAnswer = {
  readonly program: string;
  readonly person: string;
  readonly applicant: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly state: "waiting" | "accepted" | "refused";
  readonly answers: readonly ({
    readonly field: string;
    readonly label: {
      readonly ru: string;
      readonly en: string;
    };
    readonly kind: "text" | "date" | "phone" | "email" | "choice" | "checkbox";
    readonly value: string | boolean;
    readonly option?: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
  /** The version of the program that asked */
  readonly version: number;
  /** Why it was refused, or what was noted; the applicant reads the refusal */
  readonly note: string;
  readonly appliedAt: string;
  readonly decidedAt: string | null;
};

export type ReferralListProgramBansInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly state?: "standing" | "appealed" | "lifted";
  readonly person?: string;
  readonly program: string;
};

export type ReferralListProgramBansAnswer = {
  readonly items: readonly ({
    readonly ban: string;
    readonly program: string;
    readonly person: string;
    readonly participant: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly state: "standing" | "appealed" | "lifted";
    readonly reason: "paid_advertising" | "contextual_advertising" | "targeted_advertising" | "lookalike_site" | "spam" | "fake_friends" | "other";
    /** For colleagues; whoever is banned does not read it */
    readonly note: string;
    readonly since: string;
    /** The user or the key that banned */
    readonly bannedBy: string;
    readonly appeal: {
      /** In the words of whoever is banned */
      readonly text: string;
      readonly at: string;
      readonly decision: "waiting" | "lifted" | "kept";
      /** Why; whoever is banned reads it */
      readonly note: string;
      readonly decidedAt: string | null;
    } | null;
    readonly liftedAt: string | null;
    readonly liftedBy: string | null;
    /** Why it was lifted */
    readonly liftNote: string;
    readonly work: {
      /** True when everybody whom the ban, or its end, concerns has been told */
      readonly isDone: boolean;
      /** How many messages went out so far: friends, and whoever is banned */
      readonly told: number;
    };
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ReferralCreateProgramBanInput = {
  readonly program: string;
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId?: string;
    readonly person?: string;
    readonly reason: "paid_advertising" | "contextual_advertising" | "targeted_advertising" | "lookalike_site" | "spam" | "fake_friends" | "other";
    /** For colleagues */
    readonly note?: string;
  };
};

export type ReferralCreateProgramBanAnswer = {
  readonly ban: string;
  readonly program: string;
  readonly person: string;
  readonly participant: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly state: "standing" | "appealed" | "lifted";
  readonly reason: "paid_advertising" | "contextual_advertising" | "targeted_advertising" | "lookalike_site" | "spam" | "fake_friends" | "other";
  /** For colleagues; whoever is banned does not read it */
  readonly note: string;
  readonly since: string;
  /** The user or the key that banned */
  readonly bannedBy: string;
  readonly appeal: {
    /** In the words of whoever is banned */
    readonly text: string;
    readonly at: string;
    readonly decision: "waiting" | "lifted" | "kept";
    /** Why; whoever is banned reads it */
    readonly note: string;
    readonly decidedAt: string | null;
  } | null;
  readonly liftedAt: string | null;
  readonly liftedBy: string | null;
  /** Why it was lifted */
  readonly liftNote: string;
  readonly work: {
    /** True when everybody whom the ban, or its end, concerns has been told */
    readonly isDone: boolean;
    /** How many messages went out so far: friends, and whoever is banned */
    readonly told: number;
  };
};

export type ReferralGetProgramBanInput = {
  readonly program: string;
  readonly ban: string;
};

export type ReferralGetProgramBanAnswer = {
  readonly ban: string;
  readonly program: string;
  readonly person: string;
  readonly participant: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly state: "standing" | "appealed" | "lifted";
  readonly reason: "paid_advertising" | "contextual_advertising" | "targeted_advertising" | "lookalike_site" | "spam" | "fake_friends" | "other";
  /** For colleagues; whoever is banned does not read it */
  readonly note: string;
  readonly since: string;
  /** The user or the key that banned */
  readonly bannedBy: string;
  readonly appeal: {
    /** In the words of whoever is banned */
    readonly text: string;
    readonly at: string;
    readonly decision: "waiting" | "lifted" | "kept";
    /** Why; whoever is banned reads it */
    readonly note: string;
    readonly decidedAt: string | null;
  } | null;
  readonly liftedAt: string | null;
  readonly liftedBy: string | null;
  /** Why it was lifted */
  readonly liftNote: string;
  readonly work: {
    /** True when everybody whom the ban, or its end, concerns has been told */
    readonly isDone: boolean;
    /** How many messages went out so far: friends, and whoever is banned */
    readonly told: number;
  };
};

export type ReferralLiftProgramBanInput = {
  readonly program: string;
  readonly ban: string;
  readonly body: {
    /** Why; whoever is banned reads it */
    readonly note: string;
  };
};

export type ReferralLiftProgramBanAnswer = {
  readonly ban: string;
  readonly program: string;
  readonly person: string;
  readonly participant: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly state: "standing" | "appealed" | "lifted";
  readonly reason: "paid_advertising" | "contextual_advertising" | "targeted_advertising" | "lookalike_site" | "spam" | "fake_friends" | "other";
  /** For colleagues; whoever is banned does not read it */
  readonly note: string;
  readonly since: string;
  /** The user or the key that banned */
  readonly bannedBy: string;
  readonly appeal: {
    /** In the words of whoever is banned */
    readonly text: string;
    readonly at: string;
    readonly decision: "waiting" | "lifted" | "kept";
    /** Why; whoever is banned reads it */
    readonly note: string;
    readonly decidedAt: string | null;
  } | null;
  readonly liftedAt: string | null;
  readonly liftedBy: string | null;
  /** Why it was lifted */
  readonly liftNote: string;
  readonly work: {
    /** True when everybody whom the ban, or its end, concerns has been told */
    readonly isDone: boolean;
    /** How many messages went out so far: friends, and whoever is banned */
    readonly told: number;
  };
};

export type ReferralKeepProgramBanInput = {
  readonly program: string;
  readonly ban: string;
  readonly body: {
    /** Why; whoever is banned reads it */
    readonly note: string;
  };
};

export type ReferralKeepProgramBanAnswer = {
  readonly ban: string;
  readonly program: string;
  readonly person: string;
  readonly participant: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly state: "standing" | "appealed" | "lifted";
  readonly reason: "paid_advertising" | "contextual_advertising" | "targeted_advertising" | "lookalike_site" | "spam" | "fake_friends" | "other";
  /** For colleagues; whoever is banned does not read it */
  readonly note: string;
  readonly since: string;
  /** The user or the key that banned */
  readonly bannedBy: string;
  readonly appeal: {
    /** In the words of whoever is banned */
    readonly text: string;
    readonly at: string;
    readonly decision: "waiting" | "lifted" | "kept";
    /** Why; whoever is banned reads it */
    readonly note: string;
    readonly decidedAt: string | null;
  } | null;
  readonly liftedAt: string | null;
  readonly liftedBy: string | null;
  /** Why it was lifted */
  readonly liftNote: string;
  readonly work: {
    /** True when everybody whom the ban, or its end, concerns has been told */
    readonly isDone: boolean;
    /** How many messages went out so far: friends, and whoever is banned */
    readonly told: number;
  };
};

export type ReferralGetProgramLostInput = {
  /** The first day; 29 days before `to` when absent */
  readonly from?: string;
  /** The last day; today when absent */
  readonly to?: string;
  /** Where days begin; the workspace’s time zone when absent */
  readonly zone?: string;
  readonly program: string;
};

export type ReferralGetProgramLostAnswer = {
  readonly program: {
    readonly program: string;
    readonly key: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
  };
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  /** Clicks of invite links in the period */
  readonly followed: number;
  /** Friends who were invited by a link in the period */
  readonly invitedByLink: number;
  readonly reasons: readonly ({
    /** unknown_code: texts typed as a code that nobody has, in the whole workspace; no_binding: clicks beyond the friends invited by link; else the reason of pairs */
    readonly reason: string;
    /** Of the pairs; null for what made no pair. rewarded: only the payment brought nothing */
    readonly status: "none" | "waiting" | "rewarded" | "claimed" | "refused" | "reversed" | null;
    readonly count: number;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
};

export type ReferralListFailedCodesInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type ReferralListFailedCodesAnswer = {
  readonly items: readonly ({
    /** As the code that it is read as, else as it was typed, cut */
    readonly typed: string;
    readonly attempts: number;
    /** Who typed it last, at most ten; nobody where it was on a landing */
    readonly persons: readonly ({
      readonly person: string;
      readonly summary: {
        readonly person: string;
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
        /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
        readonly knownBy: "server" | "form" | "browser";
        readonly said: {
          readonly userId: string | null;
          readonly email: string | null;
          readonly phone: string | null;
          readonly name: string | null;
        } | null;
        readonly createdAt: string;
      } | null;
    })[];
    /** Codes that differ from it by one mistake, with whose they are, at most ten */
    readonly near: readonly ({
      readonly code: string;
      readonly person: string;
      readonly summary: {
        readonly person: string;
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
        /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
        readonly knownBy: "server" | "form" | "browser";
        readonly said: {
          readonly userId: string | null;
          readonly email: string | null;
          readonly phone: string | null;
          readonly name: string | null;
        } | null;
        readonly createdAt: string;
      } | null;
    })[];
    readonly firstAt: string;
    readonly lastAt: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ReferralCreateBindingInput = {
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId: string;
    readonly code: string;
    /** Dated back, within the program’s limit */
    readonly at?: string;
  };
};

export type ReferralCreateBindingAnswer = {
  readonly person: string;
  readonly programs: readonly ({
    readonly program: string;
    readonly status: "none" | "waiting" | "rewarded" | "claimed" | "refused" | "reversed";
    readonly reason: string | null;
  })[];
};

export type ReferralDeleteBindingInput = {
  readonly body: {
    readonly program: string;
    /** Your own id of the person, as in the tracking API */
    readonly userId?: string;
    readonly person?: string;
  };
};

export type ReferralDeleteBindingAnswer = {
  readonly person: string;
  readonly programs: readonly ({
    readonly program: string;
    readonly status: "none" | "waiting" | "rewarded" | "claimed" | "refused" | "reversed";
    readonly reason: string | null;
  })[];
};

export type ReferralExplainInput = {
  readonly program: string;
  readonly person?: string;
  /** Your own id of the person, as in the tracking API */
  readonly userId?: string;
};

export type ReferralExplainAnswer = {
  readonly program: {
    readonly program: string;
    readonly key: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
    readonly version: number;
  };
  readonly person: {
    readonly person: string;
    readonly userId: string | null;
  };
  readonly status: "none" | "waiting" | "rewarded" | "claimed" | "refused" | "reversed";
  /** Why nothing is due; beside `rewarded` why the payment brought nothing, while another reward stands */
  readonly reason: string | null;
  readonly sentence: {
    readonly ru: string;
    readonly en: string;
  };
  readonly actual?: Readonly<Record<string, unknown>>;
  readonly failure: {
    /** Where in the definition the condition stands */
    readonly path: string;
    readonly condition: Readonly<Record<string, unknown>>;
    /** What was found; null when nothing was known */
    readonly actual: unknown;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  /** Everything that conditions looked at, in their order, up to the first that failed */
  readonly seen: readonly ({
    /** Where in the definition the condition stands */
    readonly path: string;
    readonly condition: Readonly<Record<string, unknown>>;
    /** What was found; null when nothing was known */
    readonly actual: unknown;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
  readonly invitation: {
    readonly referrer: {
      readonly person: string;
      readonly userId: string | null;
    };
    readonly channel: string;
    readonly code: string;
    /** Where the link stood, as its parameter `subid` said */
    readonly placement?: string;
    readonly at: string;
    readonly clickedAt?: string;
    readonly trust: "public" | "server";
    /** The message id of the fact that told of it */
    readonly fact: string;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly order: {
    readonly id: string;
    readonly at: string;
    readonly fact: string;
    readonly currency: string;
    readonly total: string;
    readonly money: string;
    readonly certificate: string;
    readonly points: string;
  } | null;
  /** What each reward of the program comes to by its rules, the latest causes last; empty when nothing can be */
  readonly earnings: readonly ({
    /** Which of the definition’s rewards, from zero */
    readonly reward: number;
    readonly to: "referrer" | "friend";
    readonly gift: {
      readonly ru: string;
      readonly en: string;
    };
    readonly status: "earned" | "reversed" | "refused" | "waiting";
    readonly reason: string | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
    readonly failure: {
      /** Where in the definition the condition stands */
      readonly path: string;
      readonly condition: Readonly<Record<string, unknown>>;
      /** What was found; null when nothing was known */
      readonly actual: unknown;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    } | null;
    /** The order, or what else it is for; null while nothing has happened */
    readonly cause: string | null;
    readonly at: string | null;
    readonly fact: string | null;
    readonly unit: string;
    readonly amount: string | null;
  })[];
  /** What the person has brought by inviting, and the bonuses for it, the latest periods last */
  readonly bonuses: readonly ({
    readonly version: number;
    /** Which of the version’s bonuses, from 0 */
    readonly bonus: number;
    /** Such as month:2026-01; empty for all time */
    readonly period: string;
    /** open: the period is not over */
    readonly state: "open" | "earned" | "missed";
    /** Where the person stands by what the bonus goes by */
    readonly reached: string;
    readonly unit: string | null;
    /** What it comes to, or would by now */
    readonly amount: string | null;
    /** When it is granted; null when it has been decided */
    readonly dueAt: string | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
  /** What was granted */
  readonly rewards: readonly ({
    readonly grant: string;
    readonly side: "referrer" | "friend" | "bonus";
    readonly holder: {
      readonly person: string;
      readonly userId: string | null;
    };
    readonly unit: string;
    /** A decimal text in major units */
    readonly amount: string;
    readonly state: "asked" | "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back" | "declined" | "withdrawn";
    readonly availableAt: string;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
  /** What was decided and when, newest first */
  readonly decisions: readonly ({
    readonly id: string;
    readonly at: string;
    readonly outcome: string;
    readonly version: number | null;
    readonly revision: number;
    /** Message ids of the facts it was decided by */
    readonly facts: readonly string[];
    readonly detail: Readonly<Record<string, unknown>>;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
};

export type ReferralListPairsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly program?: string;
  readonly status?: "none" | "waiting" | "rewarded" | "claimed" | "refused" | "reversed";
  readonly referrer?: string;
  readonly friend?: string;
  /** The friend or the referrer, as the search for persons finds them: the newest twenty found */
  readonly q?: string;
};

export type ReferralListPairsAnswer = {
  readonly items: readonly ({
    readonly program: {
      readonly program: string;
      readonly key: string;
      readonly name: {
        readonly ru: string;
        readonly en: string;
      };
    };
    readonly friend: string;
    readonly friendPerson: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly referrer: string | null;
    readonly referrerPerson: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly channel: string | null;
    /** Where the invite link stood, as its parameter `subid` said; null when it said nothing */
    readonly placement: string | null;
    readonly status: "none" | "waiting" | "rewarded" | "claimed" | "refused" | "reversed";
    /** Why nothing is due; beside `rewarded` why the payment brought nothing, while another reward stands */
    readonly reason: string | null;
    readonly order: string | null;
    readonly invitedAt: string | null;
    readonly registeredAt: string | null;
    readonly paidAt: string | null;
    readonly changedAt: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ReferralListProgramPairsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly status?: "none" | "waiting" | "rewarded" | "claimed" | "refused" | "reversed";
  readonly referrer?: string;
  readonly friend?: string;
  /** The friend or the referrer, as the search for persons finds them: the newest twenty found */
  readonly q?: string;
  readonly program: string;
};

export type ReferralListProgramPairsAnswer = {
  readonly items: readonly ({
    readonly program: {
      readonly program: string;
      readonly key: string;
      readonly name: {
        readonly ru: string;
        readonly en: string;
      };
    };
    readonly friend: string;
    readonly friendPerson: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly referrer: string | null;
    readonly referrerPerson: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly channel: string | null;
    /** Where the invite link stood, as its parameter `subid` said; null when it said nothing */
    readonly placement: string | null;
    readonly status: "none" | "waiting" | "rewarded" | "claimed" | "refused" | "reversed";
    /** Why nothing is due; beside `rewarded` why the payment brought nothing, while another reward stands */
    readonly reason: string | null;
    readonly order: string | null;
    readonly invitedAt: string | null;
    readonly registeredAt: string | null;
    readonly paidAt: string | null;
    readonly changedAt: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ReferralGetPairInput = {
  readonly program: string;
  readonly friend: string;
};

export type ReferralGetPairAnswer = {
  readonly program: {
    readonly program: string;
    readonly key: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
  };
  readonly friend: string;
  readonly friendPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  readonly referrer: string | null;
  readonly referrerPerson: {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly name: string | null;
    /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
    readonly knownBy: "server" | "form" | "browser";
    readonly said: {
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
    } | null;
    readonly createdAt: string;
  } | null;
  /** Payments that programs ask about, oldest first */
  readonly orders: readonly ({
    readonly id: string;
    readonly at: string;
    readonly fact: string;
    readonly currency: string;
    readonly total: string;
    readonly money: string;
    readonly certificate: string;
    readonly points: string;
    readonly coupon: string | null;
    /** Who learns, when another pays */
    readonly learner: string | null;
    /** True of the order that the program looks at */
    readonly decides: boolean;
  })[];
  /** Oldest first */
  readonly refunds: readonly ({
    readonly order: string;
    readonly at: string;
    readonly fact: string;
    readonly currency: string | null;
    /** Null: the whole order */
    readonly amount: string | null;
  })[];
  readonly explanation: {
    readonly program: {
      readonly program: string;
      readonly key: string;
      readonly name: {
        readonly ru: string;
        readonly en: string;
      };
      readonly version: number;
    };
    readonly person: {
      readonly person: string;
      readonly userId: string | null;
    };
    readonly status: "none" | "waiting" | "rewarded" | "claimed" | "refused" | "reversed";
    /** Why nothing is due; beside `rewarded` why the payment brought nothing, while another reward stands */
    readonly reason: string | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
    readonly actual?: Readonly<Record<string, unknown>>;
    readonly failure: {
      /** Where in the definition the condition stands */
      readonly path: string;
      readonly condition: Readonly<Record<string, unknown>>;
      /** What was found; null when nothing was known */
      readonly actual: unknown;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    } | null;
    /** Everything that conditions looked at, in their order, up to the first that failed */
    readonly seen: readonly ({
      /** Where in the definition the condition stands */
      readonly path: string;
      readonly condition: Readonly<Record<string, unknown>>;
      /** What was found; null when nothing was known */
      readonly actual: unknown;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    })[];
    readonly invitation: {
      readonly referrer: {
        readonly person: string;
        readonly userId: string | null;
      };
      readonly channel: string;
      readonly code: string;
      /** Where the link stood, as its parameter `subid` said */
      readonly placement?: string;
      readonly at: string;
      readonly clickedAt?: string;
      readonly trust: "public" | "server";
      /** The message id of the fact that told of it */
      readonly fact: string;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    } | null;
    readonly order: {
      readonly id: string;
      readonly at: string;
      readonly fact: string;
      readonly currency: string;
      readonly total: string;
      readonly money: string;
      readonly certificate: string;
      readonly points: string;
    } | null;
    /** What each reward of the program comes to by its rules, the latest causes last; empty when nothing can be */
    readonly earnings: readonly ({
      /** Which of the definition’s rewards, from zero */
      readonly reward: number;
      readonly to: "referrer" | "friend";
      readonly gift: {
        readonly ru: string;
        readonly en: string;
      };
      readonly status: "earned" | "reversed" | "refused" | "waiting";
      readonly reason: string | null;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
      readonly failure: {
        /** Where in the definition the condition stands */
        readonly path: string;
        readonly condition: Readonly<Record<string, unknown>>;
        /** What was found; null when nothing was known */
        readonly actual: unknown;
        readonly sentence: {
          readonly ru: string;
          readonly en: string;
        };
      } | null;
      /** The order, or what else it is for; null while nothing has happened */
      readonly cause: string | null;
      readonly at: string | null;
      readonly fact: string | null;
      readonly unit: string;
      readonly amount: string | null;
    })[];
    /** What the person has brought by inviting, and the bonuses for it, the latest periods last */
    readonly bonuses: readonly ({
      readonly version: number;
      /** Which of the version’s bonuses, from 0 */
      readonly bonus: number;
      /** Such as month:2026-01; empty for all time */
      readonly period: string;
      /** open: the period is not over */
      readonly state: "open" | "earned" | "missed";
      /** Where the person stands by what the bonus goes by */
      readonly reached: string;
      readonly unit: string | null;
      /** What it comes to, or would by now */
      readonly amount: string | null;
      /** When it is granted; null when it has been decided */
      readonly dueAt: string | null;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    })[];
    /** What was granted */
    readonly rewards: readonly ({
      readonly grant: string;
      readonly side: "referrer" | "friend" | "bonus";
      readonly holder: {
        readonly person: string;
        readonly userId: string | null;
      };
      readonly unit: string;
      /** A decimal text in major units */
      readonly amount: string;
      readonly state: "asked" | "pending" | "waiting" | "available" | "fulfilled" | "review" | "clawed_back" | "declined" | "withdrawn";
      readonly availableAt: string;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    })[];
    /** What was decided and when, newest first */
    readonly decisions: readonly ({
      readonly id: string;
      readonly at: string;
      readonly outcome: string;
      readonly version: number | null;
      readonly revision: number;
      /** Message ids of the facts it was decided by */
      readonly facts: readonly string[];
      readonly detail: Readonly<Record<string, unknown>>;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    })[];
  };
};

export type ReferralFindCodeInput = {
  /** As it was heard or typed */
  readonly code: string;
};

export type ReferralFindCodeAnswer = {
  /** How the text is read as a code, in whichever keyboard layout; null: as none */
  readonly read: string | null;
  readonly match: {
    readonly code: string;
    readonly program: {
      readonly program: string;
      readonly key: string;
      readonly name: {
        readonly ru: string;
        readonly en: string;
      };
    };
    readonly person: string;
    readonly owner: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly link: string | null;
    readonly counts: {
      /** Presses of the share buttons of cabinets */
      readonly shared: number;
      /** Clicks of the invite link by people; a visitor who clicks twice counts twice */
      readonly followed: number;
      /** Friends who were invited, whatever was decided of it */
      readonly invited: number;
      /** Those of them whom a server has named since and who were not there before */
      readonly registered: number;
      /** Those who made an order after the invitation, whatever was decided of it */
      readonly paid: number;
      /** Those for whom a reward is due as things stand now: to them or their inviter, for an order or not */
      readonly rewarded: number;
    };
  } | null;
  /** When nobody has the code: existing ones that differ from it by one mistake */
  readonly suggestions: readonly ({
    readonly code: string;
    readonly program: {
      readonly program: string;
      readonly key: string;
      readonly name: {
        readonly ru: string;
        readonly en: string;
      };
    };
    readonly person: string;
    readonly owner: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly link: string | null;
    readonly counts: {
      /** Presses of the share buttons of cabinets */
      readonly shared: number;
      /** Clicks of the invite link by people; a visitor who clicks twice counts twice */
      readonly followed: number;
      /** Friends who were invited, whatever was decided of it */
      readonly invited: number;
      /** Those of them whom a server has named since and who were not there before */
      readonly registered: number;
      /** Those who made an order after the invitation, whatever was decided of it */
      readonly paid: number;
      /** Those for whom a reward is due as things stand now: to them or their inviter, for an order or not */
      readonly rewarded: number;
    };
    readonly difference: {
      readonly kind: "substituted" | "swapped" | "missing" | "extra";
      /** Which character of the typed text, from one */
      readonly at: number;
      readonly typed: string;
      readonly meant: string;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    };
  })[];
};

export type ReferralGetProgramCostsInput = {
  /** The first day; 29 days before `to` when absent */
  readonly from?: string;
  /** The last day; today when absent */
  readonly to?: string;
  /** Where days begin; the workspace’s time zone when absent */
  readonly zone?: string;
  readonly program: string;
};

export type ReferralGetProgramCostsAnswer = {
  readonly program: {
    readonly program: string;
    readonly key: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
  };
  readonly zone: string;
  /** A day, for instance 2026-01-15 */
  readonly from: string;
  /** A day, for instance 2026-01-15 */
  readonly to: string;
  /** Friends who paid in the period */
  readonly paid: number;
  /** What was granted in the period and not taken back, by unit */
  readonly rewards: readonly ({
    readonly unit: string;
    readonly grants: number;
    /** What inviters were granted, a decimal text in major units */
    readonly referrer: string;
    /** What friends were granted */
    readonly friend: string;
    /** What inviters were granted for all that they had brought */
    readonly bonus: string;
    readonly total: string;
    /** The total for each friend who paid, with two decimals more than the unit has; null for none */
    readonly perPaid: string | null;
  })[];
  /** What all persons hold now, granted and not spent, in the units that the program pays in; less debts */
  readonly liability: readonly ({
    readonly unit: string;
    readonly pending: string;
    readonly available: string;
    readonly reserved: string;
  })[];
  /** What will expire in each month if nothing of it is spent, of what all persons hold now */
  readonly expiry: readonly ({
    readonly unit: string;
    /** A month of the zone, such as 2026-01 */
    readonly month: string;
    /** What may be spent until then */
    readonly available: string;
    /** What is not available yet */
    readonly pending: string;
  })[];
};

export type ReferralGetProgramStatisticsInput = {
  /** The first day; 29 days before `to` when absent */
  readonly from?: string;
  /** The last day; today when absent */
  readonly to?: string;
  /** Where days begin; the workspace’s time zone when absent */
  readonly zone?: string;
  readonly program: string;
};

export type ReferralGetProgramStatisticsAnswer = {
  readonly program: {
    readonly program: string;
    readonly key: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
  };
  readonly zone: string;
  /** A day, for instance 2026-01-15 */
  readonly from: string;
  /** A day, for instance 2026-01-15 */
  readonly to: string;
  readonly total: {
    /** Presses of the share buttons of cabinets */
    readonly shared: number;
    /** Clicks of the invite link by people; a visitor who clicks twice counts twice */
    readonly followed: number;
    /** Friends who were invited, whatever was decided of it */
    readonly invited: number;
    /** Those of them whom a server has named since and who were not there before */
    readonly registered: number;
    /** Those who made an order after the invitation, whatever was decided of it */
    readonly paid: number;
    /** Those for whom a reward is due as things stand now: to them or their inviter, for an order or not */
    readonly rewarded: number;
  };
  readonly channels: readonly ({
    readonly channel: "link" | "code" | "manual" | "none";
    /** Presses of the share buttons of cabinets */
    readonly shared: number;
    /** Clicks of the invite link by people; a visitor who clicks twice counts twice */
    readonly followed: number;
    /** Friends who were invited, whatever was decided of it */
    readonly invited: number;
    /** Those of them whom a server has named since and who were not there before */
    readonly registered: number;
    /** Those who made an order after the invitation, whatever was decided of it */
    readonly paid: number;
    /** Those for whom a reward is due as things stand now: to them or their inviter, for an order or not */
    readonly rewarded: number;
  })[];
  /** Every day of the period, also those on which nothing happened */
  readonly days: readonly ({
    /** A day, for instance 2026-01-15 */
    readonly date: string;
    readonly total: {
      /** Presses of the share buttons of cabinets */
      readonly shared: number;
      /** Clicks of the invite link by people; a visitor who clicks twice counts twice */
      readonly followed: number;
      /** Friends who were invited, whatever was decided of it */
      readonly invited: number;
      /** Those of them whom a server has named since and who were not there before */
      readonly registered: number;
      /** Those who made an order after the invitation, whatever was decided of it */
      readonly paid: number;
      /** Those for whom a reward is due as things stand now: to them or their inviter, for an order or not */
      readonly rewarded: number;
    };
    readonly channels: readonly ({
      readonly channel: "link" | "code" | "manual" | "none";
      /** Presses of the share buttons of cabinets */
      readonly shared: number;
      /** Clicks of the invite link by people; a visitor who clicks twice counts twice */
      readonly followed: number;
      /** Friends who were invited, whatever was decided of it */
      readonly invited: number;
      /** Those of them whom a server has named since and who were not there before */
      readonly registered: number;
      /** Those who made an order after the invitation, whatever was decided of it */
      readonly paid: number;
      /** Those for whom a reward is due as things stand now: to them or their inviter, for an order or not */
      readonly rewarded: number;
    })[];
  })[];
  /** Of invite links: by where they stand */
  readonly placements: readonly ({
    /** plain: links that do not say where they stand; other: placements beyond the fifty that brought most */
    readonly kind: "plain" | "named" | "other";
    /** As `subid` of the link said; null unless named */
    readonly placement: string | null;
    /** Presses of the share buttons of cabinets */
    readonly shared: number;
    /** Clicks of the invite link by people; a visitor who clicks twice counts twice */
    readonly followed: number;
    /** Friends who were invited, whatever was decided of it */
    readonly invited: number;
    /** Those of them whom a server has named since and who were not there before */
    readonly registered: number;
    /** Those who made an order after the invitation, whatever was decided of it */
    readonly paid: number;
    /** Those for whom a reward is due as things stand now: to them or their inviter, for an order or not */
    readonly rewarded: number;
  })[];
  readonly reach: {
    /** Persons with a code at the end of the period */
    readonly participants: number;
    /** Those who pressed a share button in the period */
    readonly sharers: number;
    readonly invitedPerParticipant: number | null;
    /** Registered by invited */
    readonly conversion: number | null;
    /** Invitations for each participant times the conversion of an invitation */
    readonly kFactor: number | null;
    /** From the invitation to the payment, of those who paid in the period: half of them took no longer */
    readonly medianSecondsToPay: number | null;
  };
  /** The twenty who brought the most, by payments, then by registrations and invitations */
  readonly referrers: readonly ({
    readonly referrer: string;
    readonly person: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    /** Presses of the share buttons of cabinets */
    readonly shared: number;
    /** Clicks of the invite link by people; a visitor who clicks twice counts twice */
    readonly followed: number;
    /** Friends who were invited, whatever was decided of it */
    readonly invited: number;
    /** Those of them whom a server has named since and who were not there before */
    readonly registered: number;
    /** Those who made an order after the invitation, whatever was decided of it */
    readonly paid: number;
    /** Those for whom a reward is due as things stand now: to them or their inviter, for an order or not */
    readonly rewarded: number;
  })[];
};

export type ReferralReplayProgramInput = {
  readonly program: string;
  readonly body: {
    /** The program as data */
    readonly definition: ProgramDefinition;
    /** open: only invitations of which nothing is decided yet; all when absent */
    readonly appliesTo?: "open" | "all";
    /** Only invitations from this moment on; all when absent */
    readonly from?: string;
    /** Only invitations before this moment; all when absent */
    readonly until?: string;
  };
};

export type ReferralReplayProgramAnswer = string;

export type ReferralGetProgramTasksInput = {
  readonly program: string;
};

export type ReferralGetProgramTasksAnswer = {
  readonly items: readonly ({
    readonly task: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
    readonly terms: {
      readonly ru: string;
      readonly en: string;
    } | null;
    readonly sponsor: string | null;
    readonly state: "coming" | "open" | "over";
    readonly from: string | null;
    readonly until: string | null;
    /** True: nobody has to take it */
    readonly forAll: boolean;
    /** What it brings, in words */
    readonly gifts: {
      readonly ru: string;
      readonly en: string;
    };
    readonly fund: {
      readonly unit: string;
      readonly amount: string;
      readonly left: string;
    } | null;
    /** What it has brought everybody, without what was taken back */
    readonly granted: readonly ({
      readonly unit: string;
      readonly amount: string;
    })[];
    /** How many have taken it */
    readonly taken: number;
  })[];
};

export type ReferralCreateProgramTaskTakerInput = {
  readonly program: string;
  readonly task: string;
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId: string;
  };
};

export type ReferralCreateProgramTaskTakerAnswer = {
  readonly program: string;
  readonly person: string;
  readonly task: string;
  readonly takenAt: string;
};

export type ReferralGetProgramResultsInput = {
  readonly person?: string;
  /** Your own id of the person, as in the tracking API */
  readonly userId?: string;
  readonly program: string;
};

export type ReferralGetProgramResultsAnswer = {
  readonly program: {
    readonly program: string;
    readonly key: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
  };
  readonly person: string;
  readonly counts: {
    /** Presses of share buttons */
    readonly shared: number;
    /** Clicks of links */
    readonly followed: number;
    readonly invited: number;
    readonly registered: number;
    readonly paid: number;
    readonly rewarded: number;
  };
  /** The same by the way of inviting, those that brought the most first */
  readonly ways: readonly ({
    readonly channel: "link" | "code" | "manual";
    readonly placement: string | null;
    /** Presses of share buttons */
    readonly shared: number;
    /** Clicks of links */
    readonly followed: number;
    readonly invited: number;
    readonly registered: number;
    readonly paid: number;
    readonly rewarded: number;
  })[];
  /** The sums that the program keeps, the latest periods first */
  readonly periods: readonly ({
    /** Such as month:2026-01 or year:2026; empty: for all time */
    readonly period: string;
    readonly leads: number;
    readonly sales: number;
    /** Friends who have bought */
    readonly friends: number;
    readonly turnover: readonly ({
      readonly currency: string;
      readonly amount: string;
    })[];
  })[];
  /** Bonuses that are still open, with the next step of each */
  readonly progress: readonly ({
    readonly version: number;
    /** Which bonus of that version */
    readonly bonus: number;
    readonly period: string;
    readonly reached: string;
    readonly unit: string | null;
    readonly amount: string | null;
    readonly dueAt: string | null;
    readonly next: {
      readonly step: number;
      readonly from: string | null;
      readonly above: string | null;
      readonly missing: string | null;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    } | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
  /** No promise: refunds, new orders and checks change it */
  readonly forecast: readonly ({
    readonly unit: string;
    /** Granted and not available yet, by all programs */
    readonly pending: string;
    readonly availableAt: string | null;
    /** What bonuses would come to if their periods ended now */
    readonly bonuses: string;
    readonly total: string;
  })[];
};

export type ReferralGetProgramChoicesInput = {
  /** Your own id of the person, as in the tracking API */
  readonly userId: string;
  readonly program: string;
};

export type ReferralGetProgramChoicesAnswer = {
  readonly items: readonly ({
    readonly choice: string;
    readonly to: "referrer" | "friend";
    readonly options: readonly ({
      readonly option: string;
      /** What is given, in words */
      readonly gift: {
        readonly ru: string;
        readonly en: string;
      };
    })[];
    /** The option that is given for what comes from now on */
    readonly standing: string;
    readonly chosenAt: string | null;
  })[];
};

export type ReferralCreateProgramChoiceInput = {
  readonly program: string;
  readonly choice: string;
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId: string;
    readonly option: string;
  };
};

export type ReferralCreateProgramChoiceAnswer = {
  readonly program: string;
  readonly person: string;
  readonly choice: string;
  readonly option: string;
};

export type ReferralCreateProgramCabinetLinkInput = {
  readonly program: string;
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId: string;
    /** How long the link works until it is opened; 30 when absent */
    readonly minutes?: number;
  };
};

export type ReferralCreateProgramCabinetLinkAnswer = {
  /** Opens the cabinet once; whoever has it sees the cabinet of this person */
  readonly url: string;
  readonly expiresAt: string;
};

export type PromotionsListInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly status?: "active" | "paused" | "ended";
  readonly kind?: "shared" | "single" | "personal";
};

export type PromotionsListAnswer = {
  readonly items: readonly ({
    readonly promotion: string;
    readonly version: number;
    readonly status: "active" | "paused" | "ended";
    /** True: its alarm paused it; making it active again lets it go on */
    readonly pausedByAlarm: boolean;
    readonly savedAt: string;
    /** Of a shared promotion */
    readonly code: string | null;
    readonly definition: PromotionDefinition;
    readonly summary: readonly ({
      readonly ru: string;
      readonly en: string;
    })[];
    /** How many it has */
    readonly codes: number;
    /** How often its codes are reserved or redeemed */
    readonly used: number;
    /** How often orders with its codes were paid */
    readonly redeemed: number;
    readonly discounts: string | null;
    readonly openAlarms: number;
    /** How many rewards wait for a code of it */
    readonly waitingRewards: number;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type PromotionsCreateInput = {
  readonly body: {
    /** The promotion as data */
    readonly definition: PromotionDefinition;
    /** The code of a shared promotion; absent: one is drawn */
    readonly code?: string;
    /** Why, for the audit log */
    readonly note?: string;
  };
};

export type PromotionsCreateAnswer = {
  readonly promotion: string;
  readonly version: number;
  readonly status: "active" | "paused" | "ended";
  /** True: its alarm paused it; making it active again lets it go on */
  readonly pausedByAlarm: boolean;
  readonly savedAt: string;
  /** Of a shared promotion */
  readonly code: string | null;
  readonly definition: PromotionDefinition;
  readonly summary: readonly ({
    readonly ru: string;
    readonly en: string;
  })[];
  /** How many it has */
  readonly codes: number;
  /** How often its codes are reserved or redeemed */
  readonly used: number;
  /** How often orders with its codes were paid */
  readonly redeemed: number;
  readonly discounts: string | null;
  readonly openAlarms: number;
  /** How many rewards wait for a code of it */
  readonly waitingRewards: number;
};

export type PromotionsGetInput = {
  readonly promotion: string;
};

export type PromotionsGetAnswer = {
  readonly promotion: string;
  readonly version: number;
  readonly status: "active" | "paused" | "ended";
  /** True: its alarm paused it; making it active again lets it go on */
  readonly pausedByAlarm: boolean;
  readonly savedAt: string;
  /** Of a shared promotion */
  readonly code: string | null;
  readonly definition: PromotionDefinition;
  readonly summary: readonly ({
    readonly ru: string;
    readonly en: string;
  })[];
  /** How many it has */
  readonly codes: number;
  /** How often its codes are reserved or redeemed */
  readonly used: number;
  /** How often orders with its codes were paid */
  readonly redeemed: number;
  readonly discounts: string | null;
  readonly openAlarms: number;
  /** How many rewards wait for a code of it */
  readonly waitingRewards: number;
};

export type PromotionsSetInput = {
  readonly promotion: string;
  readonly body: {
    /** The promotion as data */
    readonly definition: PromotionDefinition;
    /** Why, for the audit log */
    readonly note?: string;
  };
};

export type PromotionsSetAnswer = {
  readonly promotion: string;
  readonly version: number;
  readonly status: "active" | "paused" | "ended";
  /** True: its alarm paused it; making it active again lets it go on */
  readonly pausedByAlarm: boolean;
  readonly savedAt: string;
  /** Of a shared promotion */
  readonly code: string | null;
  readonly definition: PromotionDefinition;
  readonly summary: readonly ({
    readonly ru: string;
    readonly en: string;
  })[];
  /** How many it has */
  readonly codes: number;
  /** How often its codes are reserved or redeemed */
  readonly used: number;
  /** How often orders with its codes were paid */
  readonly redeemed: number;
  readonly discounts: string | null;
  readonly openAlarms: number;
  /** How many rewards wait for a code of it */
  readonly waitingRewards: number;
};

export type PromotionsCheckInput = {
  readonly body: {
    /** The promotion as data */
    readonly definition: PromotionDefinition;
  };
};

export type PromotionsCheckAnswer = {
  readonly problems: readonly ({
    readonly path: string;
    readonly code: string;
    readonly ru: string;
    readonly en: string;
  })[];
  /** What it gives, in plain words; null while it has not the form of a promotion */
  readonly summary: readonly ({
    readonly ru: string;
    readonly en: string;
  })[] | null;
};

export type PromotionsSetStatusInput = {
  readonly promotion: string;
  readonly body: {
    readonly status: "active" | "paused" | "ended";
    /** Why, for the audit log */
    readonly note?: string;
  };
};

export type PromotionsSetStatusAnswer = {
  readonly promotion: string;
  readonly version: number;
  readonly status: "active" | "paused" | "ended";
  /** True: its alarm paused it; making it active again lets it go on */
  readonly pausedByAlarm: boolean;
  readonly savedAt: string;
  /** Of a shared promotion */
  readonly code: string | null;
  readonly definition: PromotionDefinition;
  readonly summary: readonly ({
    readonly ru: string;
    readonly en: string;
  })[];
  /** How many it has */
  readonly codes: number;
  /** How often its codes are reserved or redeemed */
  readonly used: number;
  /** How often orders with its codes were paid */
  readonly redeemed: number;
  readonly discounts: string | null;
  readonly openAlarms: number;
  /** How many rewards wait for a code of it */
  readonly waitingRewards: number;
};

export type PromotionsListCodesInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly state?: "free" | "given" | "reserved" | "redeemed";
  readonly promotion: string;
};

export type PromotionsListCodesAnswer = {
  readonly items: readonly ({
    readonly code: string;
    readonly state: "free" | "given" | "reserved" | "redeemed";
    readonly batch: string | null;
    readonly holder: string | null;
    readonly holderPerson: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly order: string | null;
    readonly madeAt: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type PromotionsCreateCodeInput = {
  readonly promotion: string;
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId: string;
  };
};

export type PromotionsCreateCodeAnswer = {
  readonly promotion: string;
  readonly code: string;
  readonly person: string;
};

export type PromotionsListUsesInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly promotion: string;
};

export type PromotionsListUsesAnswer = {
  readonly items: readonly ({
    readonly use: string;
    readonly code: string;
    readonly person: string;
    readonly personSummary: {
      readonly person: string;
      readonly userId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      readonly name: string | null;
      /** Who tells of the person: your server, a form in which they left a contact, or only a browser */
      readonly knownBy: "server" | "form" | "browser";
      readonly said: {
        readonly userId: string | null;
        readonly email: string | null;
        readonly phone: string | null;
        readonly name: string | null;
      } | null;
      readonly createdAt: string;
    } | null;
    readonly reservation: string;
    readonly order: string;
    /** What it takes off the order */
    readonly discount: string;
    readonly currency: string;
    readonly state: "reserved" | "redeemed" | "released";
    readonly at: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type PromotionsGetBatchesInput = {
  readonly promotion: string;
};

export type PromotionsGetBatchesAnswer = {
  readonly items: readonly ({
    readonly batch: string;
    readonly promotion: string;
    readonly wanted: number;
    /** How many codes there are by now; it is ready when as many as wanted */
    readonly made: number;
    readonly startedAt: string;
  })[];
};

export type PromotionsCreateBatchInput = {
  readonly promotion: string;
  readonly body: {
    readonly count: number;
  };
};

export type PromotionsCreateBatchAnswer = {
  readonly batch: string;
  readonly promotion: string;
  readonly wanted: number;
  /** How many codes there are by now; it is ready when as many as wanted */
  readonly made: number;
  readonly startedAt: string;
};

export type PromotionsGetCodesFileInput = {
  /** Absent: as Accept-Language says */
  readonly language?: "ru" | "en";
  readonly promotion: string;
};

export type PromotionsGetCodesFileAnswer = string;

export type PromotionsListAlarmsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly promotion?: string;
  /** True: only those that nobody has closed */
  readonly open?: boolean;
};

export type PromotionsListAlarmsAnswer = {
  readonly items: readonly ({
    readonly alarm: string;
    readonly promotion: string;
    readonly name: {
      readonly ru: string;
      readonly en: string;
    };
    readonly kind: "many_persons" | "code_of_another";
    readonly code: string | null;
    /** How many persons tried */
    readonly persons: number;
    /** True: it paused the promotion */
    readonly paused: boolean;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
    readonly raisedAt: string;
    readonly lastAt: string;
    readonly closedAt: string | null;
    readonly note: string | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type PromotionsCloseAlarmInput = {
  readonly alarm: string;
  readonly body: {
    /** What was found */
    readonly note: string;
  };
};

export type PromotionsCloseAlarmAnswer = {
  readonly alarm: string;
  readonly promotion: string;
  readonly name: {
    readonly ru: string;
    readonly en: string;
  };
  readonly kind: "many_persons" | "code_of_another";
  readonly code: string | null;
  /** How many persons tried */
  readonly persons: number;
  /** True: it paused the promotion */
  readonly paused: boolean;
  readonly sentence: {
    readonly ru: string;
    readonly en: string;
  };
  readonly raisedAt: string;
  readonly lastAt: string;
  readonly closedAt: string | null;
  readonly note: string | null;
};

export type CheckoutCreateQuoteInput = {
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId: string;
    readonly currency: string;
    /** Before codes and points */
    readonly total: number | string;
    /** As in `Order Completed`: price and quantity, and whatever conditions ask about */
    readonly products?: readonly (({
      /** In major units: a number, or a decimal text, which is never rounded */
      readonly price: number | string;
      readonly quantity?: number;
    }) & (Readonly<Record<string, string | number | boolean>>))[];
    /** Further properties of the order that conditions ask about */
    readonly properties?: Readonly<Record<string, string | number | boolean>>;
    /** Promo codes as they were typed; earlier ones come first */
    readonly codes?: readonly string[];
    readonly points?: {
      readonly unit: string;
      /** Absent: as much as may be spent */
      readonly amount?: string;
    };
  };
};

export type CheckoutCreateQuoteAnswer = {
  readonly currency: string;
  readonly total: string;
  readonly codes: readonly ({
    readonly typed: string;
    readonly code: string | null;
    readonly promotion: string | null;
    readonly discount: string;
    /** The discount on each product, in their order */
    readonly lines: readonly string[];
    readonly refused: {
      /** A stable name, for programs */
      readonly reason: string;
      /** For the buyer */
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    } | null;
  })[];
  /** Of all accepted codes together */
  readonly discount: string;
  readonly points: {
    readonly unit: string;
    readonly balance: string;
    /** As much may be spent on this order */
    readonly most: string;
    /** What was asked for, or as much as may be spent */
    readonly accepted: string;
    /** What it pays, in the currency of the order */
    readonly pays: string;
    readonly binds: "asked" | "balance" | "at_most" | "percent" | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    } | null;
    /** Rules before the one that decided, each with the condition that did not hold */
    readonly skipped: readonly ({
      /** Its place, from 1 */
      readonly rule: number;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    })[];
    readonly refused: {
      /** A stable name, for programs */
      readonly reason: string;
      /** For the buyer */
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    } | null;
  } | null;
  /** What is left to pay in money */
  readonly toPay: string;
};

export type CheckoutCreateReservationInput = {
  readonly body: {
    /** Your own id of the person, as in the tracking API */
    readonly userId: string;
    /** Its id in the shop, `order_id` */
    readonly order: string;
    /** Your name for this checkout of the order: a repeat under it reserves nothing twice */
    readonly key: string;
    readonly currency: string;
    /** Before codes and points */
    readonly total: number | string;
    /** As in `Order Completed`: price and quantity, and whatever conditions ask about */
    readonly products?: readonly (({
      /** In major units: a number, or a decimal text, which is never rounded */
      readonly price: number | string;
      readonly quantity?: number;
    }) & (Readonly<Record<string, string | number | boolean>>))[];
    /** Further properties of the order that conditions ask about */
    readonly properties?: Readonly<Record<string, string | number | boolean>>;
    /** Promo codes as they were typed; earlier ones come first */
    readonly codes?: readonly string[];
    readonly points?: {
      readonly unit: string;
      readonly amount: string;
    };
    /** What was quoted: another sum is refused instead of reserved */
    readonly toPay?: string;
    /** How long it is kept: 30 minutes when absent */
    readonly minutes?: number;
  };
};

export type CheckoutCreateReservationAnswer = {
  readonly reservation: string;
  readonly person: string;
  readonly order: string;
  readonly key: string;
  readonly state: "asked" | "reserved" | "redeemed" | "released" | "expired" | "refused" | "returned";
  readonly currency: string;
  readonly total: string;
  readonly codes: readonly ({
    readonly code: string;
    readonly promotion: string;
    readonly discount: string;
  })[];
  readonly discount: string;
  readonly points: {
    readonly unit: string;
    readonly amount: string;
    readonly pays: string;
    /** What refunds of the order gave back */
    readonly returned: string;
  } | null;
  readonly toPay: string;
  readonly refused: {
    /** A stable name, for programs */
    readonly reason: string;
    /** For the buyer */
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
    readonly details: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reservedAt: string;
  readonly expiresAt: string;
  readonly changedAt: string;
};

export type CheckoutListReservationsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly person?: string;
  readonly order?: string;
  readonly state?: "asked" | "reserved" | "redeemed" | "released" | "expired" | "refused" | "returned";
};

export type CheckoutListReservationsAnswer = {
  readonly items: readonly ({
    readonly reservation: string;
    readonly person: string;
    readonly order: string;
    readonly key: string;
    readonly state: "asked" | "reserved" | "redeemed" | "released" | "expired" | "refused" | "returned";
    readonly currency: string;
    readonly total: string;
    readonly codes: readonly ({
      readonly code: string;
      readonly promotion: string;
      readonly discount: string;
    })[];
    readonly discount: string;
    readonly points: {
      readonly unit: string;
      readonly amount: string;
      readonly pays: string;
      /** What refunds of the order gave back */
      readonly returned: string;
    } | null;
    readonly toPay: string;
    readonly refused: {
      /** A stable name, for programs */
      readonly reason: string;
      /** For the buyer */
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
      readonly details: {
        readonly ru: string;
        readonly en: string;
      };
    } | null;
    readonly reservedAt: string;
    readonly expiresAt: string;
    readonly changedAt: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type CheckoutRedeemReservationInput = {
  readonly reservation: string;
};

export type CheckoutRedeemReservationAnswer = {
  readonly reservation: string;
  readonly person: string;
  readonly order: string;
  readonly key: string;
  readonly state: "asked" | "reserved" | "redeemed" | "released" | "expired" | "refused" | "returned";
  readonly currency: string;
  readonly total: string;
  readonly codes: readonly ({
    readonly code: string;
    readonly promotion: string;
    readonly discount: string;
  })[];
  readonly discount: string;
  readonly points: {
    readonly unit: string;
    readonly amount: string;
    readonly pays: string;
    /** What refunds of the order gave back */
    readonly returned: string;
  } | null;
  readonly toPay: string;
  readonly refused: {
    /** A stable name, for programs */
    readonly reason: string;
    /** For the buyer */
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
    readonly details: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reservedAt: string;
  readonly expiresAt: string;
  readonly changedAt: string;
};

export type CheckoutReleaseReservationInput = {
  readonly reservation: string;
};

export type CheckoutReleaseReservationAnswer = {
  readonly reservation: string;
  readonly person: string;
  readonly order: string;
  readonly key: string;
  readonly state: "asked" | "reserved" | "redeemed" | "released" | "expired" | "refused" | "returned";
  readonly currency: string;
  readonly total: string;
  readonly codes: readonly ({
    readonly code: string;
    readonly promotion: string;
    readonly discount: string;
  })[];
  readonly discount: string;
  readonly points: {
    readonly unit: string;
    readonly amount: string;
    readonly pays: string;
    /** What refunds of the order gave back */
    readonly returned: string;
  } | null;
  readonly toPay: string;
  readonly refused: {
    /** A stable name, for programs */
    readonly reason: string;
    /** For the buyer */
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
    readonly details: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reservedAt: string;
  readonly expiresAt: string;
  readonly changedAt: string;
};

export type CheckoutGetReservationInput = {
  readonly reservation: string;
};

export type CheckoutGetReservationAnswer = {
  readonly reservation: string;
  readonly person: string;
  readonly order: string;
  readonly key: string;
  readonly state: "asked" | "reserved" | "redeemed" | "released" | "expired" | "refused" | "returned";
  readonly currency: string;
  readonly total: string;
  readonly codes: readonly ({
    readonly code: string;
    readonly promotion: string;
    readonly discount: string;
  })[];
  readonly discount: string;
  readonly points: {
    readonly unit: string;
    readonly amount: string;
    readonly pays: string;
    /** What refunds of the order gave back */
    readonly returned: string;
  } | null;
  readonly toPay: string;
  readonly refused: {
    /** A stable name, for programs */
    readonly reason: string;
    /** For the buyer */
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
    readonly details: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reservedAt: string;
  readonly expiresAt: string;
  readonly changedAt: string;
};

export type CheckoutGetLimitsAnswer = {
  readonly items: readonly ({
    readonly unit: string;
    readonly version: number;
    readonly savedAt: string;
    readonly limit: SpendingLimit;
    /** Its rules in plain words, in their order */
    readonly summary: readonly ({
      readonly ru: string;
      readonly en: string;
    })[];
  })[];
};

export type CheckoutCheckLimitInput = {
  readonly unit: string;
  readonly body: {
    /** The limit as data */
    readonly limit: SpendingLimit;
  };
};

export type CheckoutCheckLimitAnswer = {
  /** Empty: it may be saved */
  readonly problems: readonly ({
    readonly path: string;
    readonly code: string;
    readonly ru: string;
    readonly en: string;
  })[];
  readonly summary: readonly ({
    readonly ru: string;
    readonly en: string;
  })[] | null;
};

export type CheckoutSetLimitInput = {
  readonly unit: string;
  readonly body: {
    /** The limit as data */
    readonly limit: SpendingLimit;
    /** Why, for the audit log */
    readonly note?: string;
  };
};

export type CheckoutSetLimitAnswer = {
  readonly unit: string;
  readonly version: number;
  readonly savedAt: string;
  readonly limit: SpendingLimit;
  /** Its rules in plain words, in their order */
  readonly summary: readonly ({
    readonly ru: string;
    readonly en: string;
  })[];
};

export type WebhooksListSubscriptionsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type WebhooksListSubscriptionsAnswer = {
  readonly items: readonly ({
    readonly subscription: string;
    readonly url: string;
    readonly types: readonly ("participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched")[];
    readonly description: string;
    /** disabled: nothing is sent to it, and what happens meanwhile is not kept for it */
    readonly state: "active" | "disabled";
    /** gone: the endpoint answered 410; failing: nothing was delivered for five days */
    readonly disabledReason: "by_hand" | "gone" | "failing" | null;
    readonly disabledSentence: {
      readonly ru: string;
      readonly en: string;
    } | null;
    readonly disabledAt: string | null;
    /** The first attempt that failed since the last that did not */
    readonly failingSince: string | null;
    /** Until then messages are also signed with the secret before the last rotation */
    readonly previousSecretUntil: string | null;
    /** Deliveries that are still to be made */
    readonly waiting: number;
    readonly createdAt: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type WebhooksCreateSubscriptionInput = {
  readonly body: {
    /** Where messages are posted: https, with a public address, without a user name */
    readonly url: string;
    readonly types: readonly ("participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched")[];
    readonly description?: string;
  };
};

export type WebhooksCreateSubscriptionAnswer = {
  readonly subscription: string;
  readonly url: string;
  readonly types: readonly ("participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched")[];
  readonly description: string;
  /** disabled: nothing is sent to it, and what happens meanwhile is not kept for it */
  readonly state: "active" | "disabled";
  /** gone: the endpoint answered 410; failing: nothing was delivered for five days */
  readonly disabledReason: "by_hand" | "gone" | "failing" | null;
  readonly disabledSentence: {
    readonly ru: string;
    readonly en: string;
  } | null;
  readonly disabledAt: string | null;
  /** The first attempt that failed since the last that did not */
  readonly failingSince: string | null;
  /** Until then messages are also signed with the secret before the last rotation */
  readonly previousSecretUntil: string | null;
  /** Deliveries that are still to be made */
  readonly waiting: number;
  readonly createdAt: string;
  /** `whsec_…`, shown this once: verify signatures with it */
  readonly secret: string;
};

export type WebhooksGetSubscriptionInput = {
  readonly subscription: string;
};

export type WebhooksGetSubscriptionAnswer = {
  readonly subscription: string;
  readonly url: string;
  readonly types: readonly ("participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched")[];
  readonly description: string;
  /** disabled: nothing is sent to it, and what happens meanwhile is not kept for it */
  readonly state: "active" | "disabled";
  /** gone: the endpoint answered 410; failing: nothing was delivered for five days */
  readonly disabledReason: "by_hand" | "gone" | "failing" | null;
  readonly disabledSentence: {
    readonly ru: string;
    readonly en: string;
  } | null;
  readonly disabledAt: string | null;
  /** The first attempt that failed since the last that did not */
  readonly failingSince: string | null;
  /** Until then messages are also signed with the secret before the last rotation */
  readonly previousSecretUntil: string | null;
  /** Deliveries that are still to be made */
  readonly waiting: number;
  readonly createdAt: string;
};

export type WebhooksUpdateSubscriptionInput = {
  readonly subscription: string;
  readonly body: {
    /** Where messages are posted: https, with a public address, without a user name */
    readonly url?: string;
    readonly types?: readonly ("participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched")[];
    readonly description?: string;
  };
};

export type WebhooksUpdateSubscriptionAnswer = {
  readonly subscription: string;
  readonly url: string;
  readonly types: readonly ("participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched")[];
  readonly description: string;
  /** disabled: nothing is sent to it, and what happens meanwhile is not kept for it */
  readonly state: "active" | "disabled";
  /** gone: the endpoint answered 410; failing: nothing was delivered for five days */
  readonly disabledReason: "by_hand" | "gone" | "failing" | null;
  readonly disabledSentence: {
    readonly ru: string;
    readonly en: string;
  } | null;
  readonly disabledAt: string | null;
  /** The first attempt that failed since the last that did not */
  readonly failingSince: string | null;
  /** Until then messages are also signed with the secret before the last rotation */
  readonly previousSecretUntil: string | null;
  /** Deliveries that are still to be made */
  readonly waiting: number;
  readonly createdAt: string;
};

export type WebhooksDeleteSubscriptionInput = {
  readonly subscription: string;
};

export type WebhooksDeleteSubscriptionAnswer = undefined;

export type WebhooksEnableSubscriptionInput = {
  readonly subscription: string;
};

export type WebhooksEnableSubscriptionAnswer = {
  readonly subscription: string;
  readonly url: string;
  readonly types: readonly ("participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched")[];
  readonly description: string;
  /** disabled: nothing is sent to it, and what happens meanwhile is not kept for it */
  readonly state: "active" | "disabled";
  /** gone: the endpoint answered 410; failing: nothing was delivered for five days */
  readonly disabledReason: "by_hand" | "gone" | "failing" | null;
  readonly disabledSentence: {
    readonly ru: string;
    readonly en: string;
  } | null;
  readonly disabledAt: string | null;
  /** The first attempt that failed since the last that did not */
  readonly failingSince: string | null;
  /** Until then messages are also signed with the secret before the last rotation */
  readonly previousSecretUntil: string | null;
  /** Deliveries that are still to be made */
  readonly waiting: number;
  readonly createdAt: string;
};

export type WebhooksDisableSubscriptionInput = {
  readonly subscription: string;
};

export type WebhooksDisableSubscriptionAnswer = {
  readonly subscription: string;
  readonly url: string;
  readonly types: readonly ("participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched")[];
  readonly description: string;
  /** disabled: nothing is sent to it, and what happens meanwhile is not kept for it */
  readonly state: "active" | "disabled";
  /** gone: the endpoint answered 410; failing: nothing was delivered for five days */
  readonly disabledReason: "by_hand" | "gone" | "failing" | null;
  readonly disabledSentence: {
    readonly ru: string;
    readonly en: string;
  } | null;
  readonly disabledAt: string | null;
  /** The first attempt that failed since the last that did not */
  readonly failingSince: string | null;
  /** Until then messages are also signed with the secret before the last rotation */
  readonly previousSecretUntil: string | null;
  /** Deliveries that are still to be made */
  readonly waiting: number;
  readonly createdAt: string;
};

export type WebhooksRotateSubscriptionInput = {
  readonly subscription: string;
};

export type WebhooksRotateSubscriptionAnswer = {
  readonly subscription: string;
  readonly url: string;
  readonly types: readonly ("participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched")[];
  readonly description: string;
  /** disabled: nothing is sent to it, and what happens meanwhile is not kept for it */
  readonly state: "active" | "disabled";
  /** gone: the endpoint answered 410; failing: nothing was delivered for five days */
  readonly disabledReason: "by_hand" | "gone" | "failing" | null;
  readonly disabledSentence: {
    readonly ru: string;
    readonly en: string;
  } | null;
  readonly disabledAt: string | null;
  /** The first attempt that failed since the last that did not */
  readonly failingSince: string | null;
  /** Until then messages are also signed with the secret before the last rotation */
  readonly previousSecretUntil: string | null;
  /** Deliveries that are still to be made */
  readonly waiting: number;
  readonly createdAt: string;
  /** `whsec_…`, shown this once: verify signatures with it */
  readonly secret: string;
};

export type WebhooksTestSubscriptionInput = {
  readonly subscription: string;
  readonly body: {
    /** participant.joined: somebody takes part and has a code; pair.changed: the verdict about an invited person; reward.granted, reward.available (it can be spent), reward.due (your server is to hand it out and report), reward.fulfilled (it was handed out), reward.reviewed (it came into review or out of it), reward.revoked: the life of a reward; reward.expiring: a reminder that part of what somebody has will expire; reward.expired: it has; program.launched: a new version of a program */
    readonly type: "participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched";
  };
};

export type WebhooksTestSubscriptionAnswer = {
  readonly delivery: string;
  /** The `webhook-id`: the same for every attempt, and for all endpoints */
  readonly message: string;
  readonly subscription: string;
  readonly url: string;
  /** participant.joined: somebody takes part and has a code; pair.changed: the verdict about an invited person; reward.granted, reward.available (it can be spent), reward.due (your server is to hand it out and report), reward.fulfilled (it was handed out), reward.reviewed (it came into review or out of it), reward.revoked: the life of a reward; reward.expiring: a reminder that part of what somebody has will expire; reward.expired: it has; program.launched: a new version of a program */
  readonly type: "participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched";
  readonly test: boolean;
  /** waiting: to be sent, or sent again; failed: given up */
  readonly state: "waiting" | "delivered" | "failed";
  readonly attempts: number;
  readonly createdAt: string;
  /** When it is tried next; null: it is not */
  readonly nextAt: string | null;
  readonly lastAt: string | null;
  /** What the endpoint answered last */
  readonly status: number | null;
  readonly fault: string | null;
  /** What became of the last attempt */
  readonly sentence: {
    readonly ru: string;
    readonly en: string;
  } | null;
};

export type WebhooksListDeliveriesInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly subscription?: string;
  /** waiting: to be sent, or sent again; failed: given up */
  readonly state?: "waiting" | "delivered" | "failed";
  /** participant.joined: somebody takes part and has a code; pair.changed: the verdict about an invited person; reward.granted, reward.available (it can be spent), reward.due (your server is to hand it out and report), reward.fulfilled (it was handed out), reward.reviewed (it came into review or out of it), reward.revoked: the life of a reward; reward.expiring: a reminder that part of what somebody has will expire; reward.expired: it has; program.launched: a new version of a program */
  readonly type?: "participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched";
};

export type WebhooksListDeliveriesAnswer = {
  readonly items: readonly ({
    readonly delivery: string;
    /** The `webhook-id`: the same for every attempt, and for all endpoints */
    readonly message: string;
    readonly subscription: string;
    readonly url: string;
    /** participant.joined: somebody takes part and has a code; pair.changed: the verdict about an invited person; reward.granted, reward.available (it can be spent), reward.due (your server is to hand it out and report), reward.fulfilled (it was handed out), reward.reviewed (it came into review or out of it), reward.revoked: the life of a reward; reward.expiring: a reminder that part of what somebody has will expire; reward.expired: it has; program.launched: a new version of a program */
    readonly type: "participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched";
    readonly test: boolean;
    /** waiting: to be sent, or sent again; failed: given up */
    readonly state: "waiting" | "delivered" | "failed";
    readonly attempts: number;
    readonly createdAt: string;
    /** When it is tried next; null: it is not */
    readonly nextAt: string | null;
    readonly lastAt: string | null;
    /** What the endpoint answered last */
    readonly status: number | null;
    readonly fault: string | null;
    /** What became of the last attempt */
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    } | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type WebhooksGetDeliveryInput = {
  readonly delivery: string;
};

export type WebhooksGetDeliveryAnswer = {
  readonly delivery: string;
  /** The `webhook-id`: the same for every attempt, and for all endpoints */
  readonly message: string;
  readonly subscription: string;
  readonly url: string;
  /** participant.joined: somebody takes part and has a code; pair.changed: the verdict about an invited person; reward.granted, reward.available (it can be spent), reward.due (your server is to hand it out and report), reward.fulfilled (it was handed out), reward.reviewed (it came into review or out of it), reward.revoked: the life of a reward; reward.expiring: a reminder that part of what somebody has will expire; reward.expired: it has; program.launched: a new version of a program */
  readonly type: "participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched";
  readonly test: boolean;
  /** waiting: to be sent, or sent again; failed: given up */
  readonly state: "waiting" | "delivered" | "failed";
  readonly attempts: number;
  readonly createdAt: string;
  /** When it is tried next; null: it is not */
  readonly nextAt: string | null;
  readonly lastAt: string | null;
  /** What the endpoint answered last */
  readonly status: number | null;
  readonly fault: string | null;
  /** What became of the last attempt */
  readonly sentence: {
    readonly ru: string;
    readonly en: string;
  } | null;
  /** What is posted, byte for byte */
  readonly body: string;
  /** Every attempt, the newest first */
  readonly log: readonly ({
    readonly number: number;
    readonly at: string;
    readonly durationMs: number;
    readonly status: number | null;
    readonly fault: string | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
    /** The beginning of the body of the answer */
    readonly response: string;
  })[];
};

export type WebhooksRetryDeliveryInput = {
  readonly delivery: string;
};

export type WebhooksRetryDeliveryAnswer = {
  readonly delivery: string;
  /** The `webhook-id`: the same for every attempt, and for all endpoints */
  readonly message: string;
  readonly subscription: string;
  readonly url: string;
  /** participant.joined: somebody takes part and has a code; pair.changed: the verdict about an invited person; reward.granted, reward.available (it can be spent), reward.due (your server is to hand it out and report), reward.fulfilled (it was handed out), reward.reviewed (it came into review or out of it), reward.revoked: the life of a reward; reward.expiring: a reminder that part of what somebody has will expire; reward.expired: it has; program.launched: a new version of a program */
  readonly type: "participant.joined" | "pair.changed" | "reward.granted" | "reward.available" | "reward.due" | "reward.fulfilled" | "reward.reviewed" | "reward.revoked" | "reward.expiring" | "reward.expired" | "program.launched";
  readonly test: boolean;
  /** waiting: to be sent, or sent again; failed: given up */
  readonly state: "waiting" | "delivered" | "failed";
  readonly attempts: number;
  readonly createdAt: string;
  /** When it is tried next; null: it is not */
  readonly nextAt: string | null;
  readonly lastAt: string | null;
  /** What the endpoint answered last */
  readonly status: number | null;
  readonly fault: string | null;
  /** What became of the last attempt */
  readonly sentence: {
    readonly ru: string;
    readonly en: string;
  } | null;
};

export type EngineGetCommandInput = {
  readonly command: string;
};

export type EngineGetCommandAnswer = {
  readonly command: string;
  readonly status: "pending" | "done" | "refused" | "quarantined";
  /** Why it was refused */
  readonly reason?: string;
  readonly result?: Readonly<Record<string, unknown>>;
};

export type EngineListQuarantineInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type EngineListQuarantineAnswer = {
  readonly items: readonly ({
    /** Its lane and number */
    readonly id: string;
    readonly messageId: string;
    readonly error: string;
    readonly quarantinedAt: string;
    readonly releasedAt: string | null;
    /** What was sent */
    readonly fact: unknown;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type EngineListRefusalsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type EngineListRefusalsAnswer = {
  readonly items: readonly ({
    readonly refusedAt: string;
    readonly trust: "public" | "server";
    readonly messageId: string | null;
    readonly code: string;
    readonly reason: string;
    /** What was sent, cut to its limit */
    readonly raw: string;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type EngineGetQuarantineInput = {
  readonly fact: string;
};

export type EngineGetQuarantineAnswer = {
  /** Its lane and number */
  readonly id: string;
  readonly messageId: string;
  readonly error: string;
  readonly quarantinedAt: string;
  readonly releasedAt: string | null;
  /** What was sent */
  readonly fact: unknown;
};

export type EngineReleaseQuarantineInput = {
  readonly fact: string;
};

export type EngineReleaseQuarantineAnswer = {
  /** Its lane and number */
  readonly id: string;
  readonly messageId: string;
  readonly error: string;
  readonly quarantinedAt: string;
  readonly releasedAt: string | null;
  /** What was sent */
  readonly fact: unknown;
};

export type EngineGetLiveEventsInput = {
  /** `next` of the answer before; absent: the last ten minutes, which is also how far it goes back */
  readonly after?: string;
};

export type EngineGetLiveEventsAnswer = {
  /** Newest first, at most fifty */
  readonly items: readonly ({
    /** Its lane and place: an event may be told twice, and this tells it */
    readonly id: string;
    readonly at: string;
    readonly happenedAt: string;
    readonly type: string;
    readonly name: string;
    readonly trust: "public" | "server";
    readonly messageId: string;
    readonly person: string;
    readonly userId: string | null;
    readonly anonymousId: string | null;
    /** The address of the page, where one was told */
    readonly page: string | null;
  })[];
  /** What to ask `after` a moment later */
  readonly next: string;
};

export type ImportsListInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
};

export type ImportsListAnswer = {
  readonly items: readonly ({
    readonly import: string;
    readonly kind: "people" | "orders" | "participants" | "bindings";
    readonly state: "draft" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone";
    readonly fileName: string;
    readonly bytes: number;
    readonly createdAt: string;
    /** Who uploaded it, as in the audit log */
    readonly createdBy: string;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
    /** Of the dry run while it runs, then of the run, then of the undo */
    readonly progress: {
      readonly rows: {
        readonly done: number;
        readonly total: number | null;
      };
      /** Lines that the run has imported so far */
      readonly imported: number;
      readonly repeated: number;
      readonly refused: number;
      readonly skipped: number;
      /** Facts that were told */
      readonly facts: number;
      /** Imported lines that the undo has gone through */
      readonly takenBack: number;
    };
    readonly consent: {
      /** Where consent was given: a form, a contract */
      readonly source: string;
      /** Since when, or when the latest was given */
      readonly date: string;
      /** What people agreed to */
      readonly wording?: string;
      /** The name of the document that proves it */
      readonly document?: string;
    } | null;
    readonly fault: {
      readonly code: string;
      readonly row: number | null;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
    } | null;
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ImportsGetInput = {
  readonly import: string;
};

export type ImportsGetAnswer = {
  readonly import: string;
  readonly kind: "people" | "orders" | "participants" | "bindings";
  readonly state: "draft" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone";
  readonly fileName: string;
  readonly bytes: number;
  readonly createdAt: string;
  /** Who uploaded it, as in the audit log */
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Of the dry run while it runs, then of the run, then of the undo */
  readonly progress: {
    readonly rows: {
      readonly done: number;
      readonly total: number | null;
    };
    /** Lines that the run has imported so far */
    readonly imported: number;
    readonly repeated: number;
    readonly refused: number;
    readonly skipped: number;
    /** Facts that were told */
    readonly facts: number;
    /** Imported lines that the undo has gone through */
    readonly takenBack: number;
  };
  readonly consent: {
    /** Where consent was given: a form, a contract */
    readonly source: string;
    /** Since when, or when the latest was given */
    readonly date: string;
    /** What people agreed to */
    readonly wording?: string;
    /** The name of the document that proves it */
    readonly document?: string;
  } | null;
  readonly fault: {
    readonly code: string;
    readonly row: number | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reading: {
    /** As the file is read now */
    readonly encoding: "utf-8" | "utf-16le" | "windows-1251";
    readonly detectedEncoding: "utf-8" | "utf-16le" | "windows-1251";
    /** How sure the detection is */
    readonly confidence: number;
    readonly delimiter: "comma" | "semicolon" | "tab";
    readonly detectedDelimiter: "comma" | "semicolon" | "tab";
    readonly headingRow: number;
  };
  readonly headings: readonly ({
    /** The place of the column in the file, from 1 */
    readonly column: number;
    readonly heading: string;
    readonly samples: readonly string[];
  })[];
  readonly settings: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    /** Absent: as it was detected */
    readonly encoding?: "utf-8" | "utf-16le" | "windows-1251";
    /** Absent: as it was detected */
    readonly delimiter?: "comma" | "semicolon" | "tab";
    /** 1 when absent */
    readonly headingRow?: number;
    /** Of times without an offset; absent: the workspace’s */
    readonly timeZone?: string;
    /** Of totals that name none; RUB when absent */
    readonly currency?: string;
    /** Which mark begins the decimals; `auto` when absent */
    readonly decimal?: "auto" | "comma" | "point";
    /** `day_first` when absent: 31.12.2025 */
    readonly dateOrder?: "day_first" | "month_first";
    /** The system that numbers these orders and persons, if several do: the same number of two is two */
    readonly source?: string;
    /** What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent */
    readonly unknownPersons?: "create" | "skip";
    /** Whose codes, links and bindings these are: the id or the key of a program */
    readonly program?: string;
    /** The parameter by which old links name whose they are; absent: the last part of their path does */
    readonly linkParameter?: string;
    /** What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was rewarded in the other system; `none`: nothing was */
    readonly rewarded?: "all" | "none";
  } | null;
  readonly suggestion: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    readonly mapping: string | null;
  };
  /** True: contacts are mapped, and there is no statement where the consent came from */
  readonly consentNeeded: boolean;
  /** Other imports of the very same file */
  readonly sameFile: readonly string[];
  readonly check: {
    /** Lines below the headings */
    readonly rows: number;
    /** Lines that a run will import */
    readonly ready: number;
    /** Lines that another import has brought already: a run repeats none of them */
    readonly repeated: number;
    /** Empty lines and orders that are not paid */
    readonly skipped: number;
    readonly refused: number;
    /** Facts that a run will tell */
    readonly facts: number;
    readonly findings: readonly ({
      readonly code: string;
      /** A refused line is not imported; a notice is only said */
      readonly severity: "refused" | "notice";
      /** How many lines it is about */
      readonly lines: number;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
      /** The first few of them */
      readonly first: readonly ({
        readonly row: number;
        readonly column: number | null;
        readonly value: string;
      })[];
    })[];
  } | null;
};

export type ImportsDeleteInput = {
  readonly import: string;
};

export type ImportsDeleteAnswer = undefined;

export type ImportsListProblemsInput = {
  /** Where to go on: `next` of the page before. Absent: from the beginning */
  readonly cursor?: string;
  /** 50 when absent */
  readonly limit?: number;
  readonly import: string;
};

export type ImportsListProblemsAnswer = {
  readonly items: readonly ({
    /** As a spreadsheet numbers rows: the first row of the file is 1 */
    readonly row: number;
    readonly column: number | null;
    readonly heading: string | null;
    readonly value: string;
    readonly code: string;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  })[];
  /** The cursor of the next page; null: there is none */
  readonly next: string | null;
};

export type ImportsGetProblemsFileInput = {
  /** Absent: as Accept-Language says */
  readonly language?: "ru" | "en";
  readonly import: string;
};

export type ImportsGetProblemsFileAnswer = string;

export type ImportsGetMappingsAnswer = {
  readonly items: readonly ({
    readonly name: string;
    readonly kind: "people" | "orders" | "participants" | "bindings";
    readonly headings: readonly string[];
    readonly settings: {
      readonly columns: readonly ({
        /** The place of the column in the file, from 1 */
        readonly column: number;
        readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
        /** The name of the trait, when the field is `trait` */
        readonly trait?: string;
        readonly type?: "text" | "number" | "boolean" | "date";
        /** The unit of a balance, when the field is `balance` */
        readonly unit?: string;
        /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
        readonly values?: Readonly<Record<string, string>>;
      })[];
      /** Absent: as it was detected */
      readonly encoding?: "utf-8" | "utf-16le" | "windows-1251";
      /** Absent: as it was detected */
      readonly delimiter?: "comma" | "semicolon" | "tab";
      /** 1 when absent */
      readonly headingRow?: number;
      /** Of times without an offset; absent: the workspace’s */
      readonly timeZone?: string;
      /** Of totals that name none; RUB when absent */
      readonly currency?: string;
      /** Which mark begins the decimals; `auto` when absent */
      readonly decimal?: "auto" | "comma" | "point";
      /** `day_first` when absent: 31.12.2025 */
      readonly dateOrder?: "day_first" | "month_first";
      /** The system that numbers these orders and persons, if several do: the same number of two is two */
      readonly source?: string;
      /** What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent */
      readonly unknownPersons?: "create" | "skip";
      /** Whose codes, links and bindings these are: the id or the key of a program */
      readonly program?: string;
      /** The parameter by which old links name whose they are; absent: the last part of their path does */
      readonly linkParameter?: string;
      /** What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was rewarded in the other system; `none`: nothing was */
      readonly rewarded?: "all" | "none";
    };
    readonly changedAt: string;
  })[];
};

export type ImportsDeleteMappingInput = {
  readonly kind: "people" | "orders" | "participants" | "bindings";
  readonly mapping: string;
};

export type ImportsDeleteMappingAnswer = undefined;

export type ImportsSetMappingInput = {
  readonly import: string;
  readonly body: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    /** Absent: as it was detected */
    readonly encoding?: "utf-8" | "utf-16le" | "windows-1251";
    /** Absent: as it was detected */
    readonly delimiter?: "comma" | "semicolon" | "tab";
    /** 1 when absent */
    readonly headingRow?: number;
    /** Of times without an offset; absent: the workspace’s */
    readonly timeZone?: string;
    /** Of totals that name none; RUB when absent */
    readonly currency?: string;
    /** Which mark begins the decimals; `auto` when absent */
    readonly decimal?: "auto" | "comma" | "point";
    /** `day_first` when absent: 31.12.2025 */
    readonly dateOrder?: "day_first" | "month_first";
    /** The system that numbers these orders and persons, if several do: the same number of two is two */
    readonly source?: string;
    /** What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent */
    readonly unknownPersons?: "create" | "skip";
    /** Whose codes, links and bindings these are: the id or the key of a program */
    readonly program?: string;
    /** The parameter by which old links name whose they are; absent: the last part of their path does */
    readonly linkParameter?: string;
    /** What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was rewarded in the other system; `none`: nothing was */
    readonly rewarded?: "all" | "none";
    /** Keep the mapping under this name; it is offered for files with the same headings */
    readonly saveAs?: string;
  };
};

export type ImportsSetMappingAnswer = {
  readonly import: string;
  readonly kind: "people" | "orders" | "participants" | "bindings";
  readonly state: "draft" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone";
  readonly fileName: string;
  readonly bytes: number;
  readonly createdAt: string;
  /** Who uploaded it, as in the audit log */
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Of the dry run while it runs, then of the run, then of the undo */
  readonly progress: {
    readonly rows: {
      readonly done: number;
      readonly total: number | null;
    };
    /** Lines that the run has imported so far */
    readonly imported: number;
    readonly repeated: number;
    readonly refused: number;
    readonly skipped: number;
    /** Facts that were told */
    readonly facts: number;
    /** Imported lines that the undo has gone through */
    readonly takenBack: number;
  };
  readonly consent: {
    /** Where consent was given: a form, a contract */
    readonly source: string;
    /** Since when, or when the latest was given */
    readonly date: string;
    /** What people agreed to */
    readonly wording?: string;
    /** The name of the document that proves it */
    readonly document?: string;
  } | null;
  readonly fault: {
    readonly code: string;
    readonly row: number | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reading: {
    /** As the file is read now */
    readonly encoding: "utf-8" | "utf-16le" | "windows-1251";
    readonly detectedEncoding: "utf-8" | "utf-16le" | "windows-1251";
    /** How sure the detection is */
    readonly confidence: number;
    readonly delimiter: "comma" | "semicolon" | "tab";
    readonly detectedDelimiter: "comma" | "semicolon" | "tab";
    readonly headingRow: number;
  };
  readonly headings: readonly ({
    /** The place of the column in the file, from 1 */
    readonly column: number;
    readonly heading: string;
    readonly samples: readonly string[];
  })[];
  readonly settings: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    /** Absent: as it was detected */
    readonly encoding?: "utf-8" | "utf-16le" | "windows-1251";
    /** Absent: as it was detected */
    readonly delimiter?: "comma" | "semicolon" | "tab";
    /** 1 when absent */
    readonly headingRow?: number;
    /** Of times without an offset; absent: the workspace’s */
    readonly timeZone?: string;
    /** Of totals that name none; RUB when absent */
    readonly currency?: string;
    /** Which mark begins the decimals; `auto` when absent */
    readonly decimal?: "auto" | "comma" | "point";
    /** `day_first` when absent: 31.12.2025 */
    readonly dateOrder?: "day_first" | "month_first";
    /** The system that numbers these orders and persons, if several do: the same number of two is two */
    readonly source?: string;
    /** What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent */
    readonly unknownPersons?: "create" | "skip";
    /** Whose codes, links and bindings these are: the id or the key of a program */
    readonly program?: string;
    /** The parameter by which old links name whose they are; absent: the last part of their path does */
    readonly linkParameter?: string;
    /** What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was rewarded in the other system; `none`: nothing was */
    readonly rewarded?: "all" | "none";
  } | null;
  readonly suggestion: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    readonly mapping: string | null;
  };
  /** True: contacts are mapped, and there is no statement where the consent came from */
  readonly consentNeeded: boolean;
  /** Other imports of the very same file */
  readonly sameFile: readonly string[];
  readonly check: {
    /** Lines below the headings */
    readonly rows: number;
    /** Lines that a run will import */
    readonly ready: number;
    /** Lines that another import has brought already: a run repeats none of them */
    readonly repeated: number;
    /** Empty lines and orders that are not paid */
    readonly skipped: number;
    readonly refused: number;
    /** Facts that a run will tell */
    readonly facts: number;
    readonly findings: readonly ({
      readonly code: string;
      /** A refused line is not imported; a notice is only said */
      readonly severity: "refused" | "notice";
      /** How many lines it is about */
      readonly lines: number;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
      /** The first few of them */
      readonly first: readonly ({
        readonly row: number;
        readonly column: number | null;
        readonly value: string;
      })[];
    })[];
  } | null;
};

export type ImportsSetConsentInput = {
  readonly import: string;
  readonly body: {
    /** Where consent was given: a form, a contract */
    readonly source: string;
    /** Since when, or when the latest was given */
    readonly date: string;
    /** What people agreed to */
    readonly wording?: string;
    /** The name of the document that proves it */
    readonly document?: string;
  };
};

export type ImportsSetConsentAnswer = {
  readonly import: string;
  readonly kind: "people" | "orders" | "participants" | "bindings";
  readonly state: "draft" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone";
  readonly fileName: string;
  readonly bytes: number;
  readonly createdAt: string;
  /** Who uploaded it, as in the audit log */
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Of the dry run while it runs, then of the run, then of the undo */
  readonly progress: {
    readonly rows: {
      readonly done: number;
      readonly total: number | null;
    };
    /** Lines that the run has imported so far */
    readonly imported: number;
    readonly repeated: number;
    readonly refused: number;
    readonly skipped: number;
    /** Facts that were told */
    readonly facts: number;
    /** Imported lines that the undo has gone through */
    readonly takenBack: number;
  };
  readonly consent: {
    /** Where consent was given: a form, a contract */
    readonly source: string;
    /** Since when, or when the latest was given */
    readonly date: string;
    /** What people agreed to */
    readonly wording?: string;
    /** The name of the document that proves it */
    readonly document?: string;
  } | null;
  readonly fault: {
    readonly code: string;
    readonly row: number | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reading: {
    /** As the file is read now */
    readonly encoding: "utf-8" | "utf-16le" | "windows-1251";
    readonly detectedEncoding: "utf-8" | "utf-16le" | "windows-1251";
    /** How sure the detection is */
    readonly confidence: number;
    readonly delimiter: "comma" | "semicolon" | "tab";
    readonly detectedDelimiter: "comma" | "semicolon" | "tab";
    readonly headingRow: number;
  };
  readonly headings: readonly ({
    /** The place of the column in the file, from 1 */
    readonly column: number;
    readonly heading: string;
    readonly samples: readonly string[];
  })[];
  readonly settings: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    /** Absent: as it was detected */
    readonly encoding?: "utf-8" | "utf-16le" | "windows-1251";
    /** Absent: as it was detected */
    readonly delimiter?: "comma" | "semicolon" | "tab";
    /** 1 when absent */
    readonly headingRow?: number;
    /** Of times without an offset; absent: the workspace’s */
    readonly timeZone?: string;
    /** Of totals that name none; RUB when absent */
    readonly currency?: string;
    /** Which mark begins the decimals; `auto` when absent */
    readonly decimal?: "auto" | "comma" | "point";
    /** `day_first` when absent: 31.12.2025 */
    readonly dateOrder?: "day_first" | "month_first";
    /** The system that numbers these orders and persons, if several do: the same number of two is two */
    readonly source?: string;
    /** What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent */
    readonly unknownPersons?: "create" | "skip";
    /** Whose codes, links and bindings these are: the id or the key of a program */
    readonly program?: string;
    /** The parameter by which old links name whose they are; absent: the last part of their path does */
    readonly linkParameter?: string;
    /** What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was rewarded in the other system; `none`: nothing was */
    readonly rewarded?: "all" | "none";
  } | null;
  readonly suggestion: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    readonly mapping: string | null;
  };
  /** True: contacts are mapped, and there is no statement where the consent came from */
  readonly consentNeeded: boolean;
  /** Other imports of the very same file */
  readonly sameFile: readonly string[];
  readonly check: {
    /** Lines below the headings */
    readonly rows: number;
    /** Lines that a run will import */
    readonly ready: number;
    /** Lines that another import has brought already: a run repeats none of them */
    readonly repeated: number;
    /** Empty lines and orders that are not paid */
    readonly skipped: number;
    readonly refused: number;
    /** Facts that a run will tell */
    readonly facts: number;
    readonly findings: readonly ({
      readonly code: string;
      /** A refused line is not imported; a notice is only said */
      readonly severity: "refused" | "notice";
      /** How many lines it is about */
      readonly lines: number;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
      /** The first few of them */
      readonly first: readonly ({
        readonly row: number;
        readonly column: number | null;
        readonly value: string;
      })[];
    })[];
  } | null;
};

export type ImportsCheckInput = {
  readonly import: string;
};

export type ImportsCheckAnswer = {
  readonly import: string;
  readonly kind: "people" | "orders" | "participants" | "bindings";
  readonly state: "draft" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone";
  readonly fileName: string;
  readonly bytes: number;
  readonly createdAt: string;
  /** Who uploaded it, as in the audit log */
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Of the dry run while it runs, then of the run, then of the undo */
  readonly progress: {
    readonly rows: {
      readonly done: number;
      readonly total: number | null;
    };
    /** Lines that the run has imported so far */
    readonly imported: number;
    readonly repeated: number;
    readonly refused: number;
    readonly skipped: number;
    /** Facts that were told */
    readonly facts: number;
    /** Imported lines that the undo has gone through */
    readonly takenBack: number;
  };
  readonly consent: {
    /** Where consent was given: a form, a contract */
    readonly source: string;
    /** Since when, or when the latest was given */
    readonly date: string;
    /** What people agreed to */
    readonly wording?: string;
    /** The name of the document that proves it */
    readonly document?: string;
  } | null;
  readonly fault: {
    readonly code: string;
    readonly row: number | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reading: {
    /** As the file is read now */
    readonly encoding: "utf-8" | "utf-16le" | "windows-1251";
    readonly detectedEncoding: "utf-8" | "utf-16le" | "windows-1251";
    /** How sure the detection is */
    readonly confidence: number;
    readonly delimiter: "comma" | "semicolon" | "tab";
    readonly detectedDelimiter: "comma" | "semicolon" | "tab";
    readonly headingRow: number;
  };
  readonly headings: readonly ({
    /** The place of the column in the file, from 1 */
    readonly column: number;
    readonly heading: string;
    readonly samples: readonly string[];
  })[];
  readonly settings: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    /** Absent: as it was detected */
    readonly encoding?: "utf-8" | "utf-16le" | "windows-1251";
    /** Absent: as it was detected */
    readonly delimiter?: "comma" | "semicolon" | "tab";
    /** 1 when absent */
    readonly headingRow?: number;
    /** Of times without an offset; absent: the workspace’s */
    readonly timeZone?: string;
    /** Of totals that name none; RUB when absent */
    readonly currency?: string;
    /** Which mark begins the decimals; `auto` when absent */
    readonly decimal?: "auto" | "comma" | "point";
    /** `day_first` when absent: 31.12.2025 */
    readonly dateOrder?: "day_first" | "month_first";
    /** The system that numbers these orders and persons, if several do: the same number of two is two */
    readonly source?: string;
    /** What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent */
    readonly unknownPersons?: "create" | "skip";
    /** Whose codes, links and bindings these are: the id or the key of a program */
    readonly program?: string;
    /** The parameter by which old links name whose they are; absent: the last part of their path does */
    readonly linkParameter?: string;
    /** What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was rewarded in the other system; `none`: nothing was */
    readonly rewarded?: "all" | "none";
  } | null;
  readonly suggestion: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    readonly mapping: string | null;
  };
  /** True: contacts are mapped, and there is no statement where the consent came from */
  readonly consentNeeded: boolean;
  /** Other imports of the very same file */
  readonly sameFile: readonly string[];
  readonly check: {
    /** Lines below the headings */
    readonly rows: number;
    /** Lines that a run will import */
    readonly ready: number;
    /** Lines that another import has brought already: a run repeats none of them */
    readonly repeated: number;
    /** Empty lines and orders that are not paid */
    readonly skipped: number;
    readonly refused: number;
    /** Facts that a run will tell */
    readonly facts: number;
    readonly findings: readonly ({
      readonly code: string;
      /** A refused line is not imported; a notice is only said */
      readonly severity: "refused" | "notice";
      /** How many lines it is about */
      readonly lines: number;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
      /** The first few of them */
      readonly first: readonly ({
        readonly row: number;
        readonly column: number | null;
        readonly value: string;
      })[];
    })[];
  } | null;
};

export type ImportsStopInput = {
  readonly import: string;
};

export type ImportsStopAnswer = {
  readonly import: string;
  readonly kind: "people" | "orders" | "participants" | "bindings";
  readonly state: "draft" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone";
  readonly fileName: string;
  readonly bytes: number;
  readonly createdAt: string;
  /** Who uploaded it, as in the audit log */
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Of the dry run while it runs, then of the run, then of the undo */
  readonly progress: {
    readonly rows: {
      readonly done: number;
      readonly total: number | null;
    };
    /** Lines that the run has imported so far */
    readonly imported: number;
    readonly repeated: number;
    readonly refused: number;
    readonly skipped: number;
    /** Facts that were told */
    readonly facts: number;
    /** Imported lines that the undo has gone through */
    readonly takenBack: number;
  };
  readonly consent: {
    /** Where consent was given: a form, a contract */
    readonly source: string;
    /** Since when, or when the latest was given */
    readonly date: string;
    /** What people agreed to */
    readonly wording?: string;
    /** The name of the document that proves it */
    readonly document?: string;
  } | null;
  readonly fault: {
    readonly code: string;
    readonly row: number | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reading: {
    /** As the file is read now */
    readonly encoding: "utf-8" | "utf-16le" | "windows-1251";
    readonly detectedEncoding: "utf-8" | "utf-16le" | "windows-1251";
    /** How sure the detection is */
    readonly confidence: number;
    readonly delimiter: "comma" | "semicolon" | "tab";
    readonly detectedDelimiter: "comma" | "semicolon" | "tab";
    readonly headingRow: number;
  };
  readonly headings: readonly ({
    /** The place of the column in the file, from 1 */
    readonly column: number;
    readonly heading: string;
    readonly samples: readonly string[];
  })[];
  readonly settings: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    /** Absent: as it was detected */
    readonly encoding?: "utf-8" | "utf-16le" | "windows-1251";
    /** Absent: as it was detected */
    readonly delimiter?: "comma" | "semicolon" | "tab";
    /** 1 when absent */
    readonly headingRow?: number;
    /** Of times without an offset; absent: the workspace’s */
    readonly timeZone?: string;
    /** Of totals that name none; RUB when absent */
    readonly currency?: string;
    /** Which mark begins the decimals; `auto` when absent */
    readonly decimal?: "auto" | "comma" | "point";
    /** `day_first` when absent: 31.12.2025 */
    readonly dateOrder?: "day_first" | "month_first";
    /** The system that numbers these orders and persons, if several do: the same number of two is two */
    readonly source?: string;
    /** What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent */
    readonly unknownPersons?: "create" | "skip";
    /** Whose codes, links and bindings these are: the id or the key of a program */
    readonly program?: string;
    /** The parameter by which old links name whose they are; absent: the last part of their path does */
    readonly linkParameter?: string;
    /** What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was rewarded in the other system; `none`: nothing was */
    readonly rewarded?: "all" | "none";
  } | null;
  readonly suggestion: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    readonly mapping: string | null;
  };
  /** True: contacts are mapped, and there is no statement where the consent came from */
  readonly consentNeeded: boolean;
  /** Other imports of the very same file */
  readonly sameFile: readonly string[];
  readonly check: {
    /** Lines below the headings */
    readonly rows: number;
    /** Lines that a run will import */
    readonly ready: number;
    /** Lines that another import has brought already: a run repeats none of them */
    readonly repeated: number;
    /** Empty lines and orders that are not paid */
    readonly skipped: number;
    readonly refused: number;
    /** Facts that a run will tell */
    readonly facts: number;
    readonly findings: readonly ({
      readonly code: string;
      /** A refused line is not imported; a notice is only said */
      readonly severity: "refused" | "notice";
      /** How many lines it is about */
      readonly lines: number;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
      /** The first few of them */
      readonly first: readonly ({
        readonly row: number;
        readonly column: number | null;
        readonly value: string;
      })[];
    })[];
  } | null;
};

export type ImportsUndoInput = {
  readonly import: string;
};

export type ImportsUndoAnswer = {
  readonly import: string;
  readonly kind: "people" | "orders" | "participants" | "bindings";
  readonly state: "draft" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone";
  readonly fileName: string;
  readonly bytes: number;
  readonly createdAt: string;
  /** Who uploaded it, as in the audit log */
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Of the dry run while it runs, then of the run, then of the undo */
  readonly progress: {
    readonly rows: {
      readonly done: number;
      readonly total: number | null;
    };
    /** Lines that the run has imported so far */
    readonly imported: number;
    readonly repeated: number;
    readonly refused: number;
    readonly skipped: number;
    /** Facts that were told */
    readonly facts: number;
    /** Imported lines that the undo has gone through */
    readonly takenBack: number;
  };
  readonly consent: {
    /** Where consent was given: a form, a contract */
    readonly source: string;
    /** Since when, or when the latest was given */
    readonly date: string;
    /** What people agreed to */
    readonly wording?: string;
    /** The name of the document that proves it */
    readonly document?: string;
  } | null;
  readonly fault: {
    readonly code: string;
    readonly row: number | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reading: {
    /** As the file is read now */
    readonly encoding: "utf-8" | "utf-16le" | "windows-1251";
    readonly detectedEncoding: "utf-8" | "utf-16le" | "windows-1251";
    /** How sure the detection is */
    readonly confidence: number;
    readonly delimiter: "comma" | "semicolon" | "tab";
    readonly detectedDelimiter: "comma" | "semicolon" | "tab";
    readonly headingRow: number;
  };
  readonly headings: readonly ({
    /** The place of the column in the file, from 1 */
    readonly column: number;
    readonly heading: string;
    readonly samples: readonly string[];
  })[];
  readonly settings: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    /** Absent: as it was detected */
    readonly encoding?: "utf-8" | "utf-16le" | "windows-1251";
    /** Absent: as it was detected */
    readonly delimiter?: "comma" | "semicolon" | "tab";
    /** 1 when absent */
    readonly headingRow?: number;
    /** Of times without an offset; absent: the workspace’s */
    readonly timeZone?: string;
    /** Of totals that name none; RUB when absent */
    readonly currency?: string;
    /** Which mark begins the decimals; `auto` when absent */
    readonly decimal?: "auto" | "comma" | "point";
    /** `day_first` when absent: 31.12.2025 */
    readonly dateOrder?: "day_first" | "month_first";
    /** The system that numbers these orders and persons, if several do: the same number of two is two */
    readonly source?: string;
    /** What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent */
    readonly unknownPersons?: "create" | "skip";
    /** Whose codes, links and bindings these are: the id or the key of a program */
    readonly program?: string;
    /** The parameter by which old links name whose they are; absent: the last part of their path does */
    readonly linkParameter?: string;
    /** What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was rewarded in the other system; `none`: nothing was */
    readonly rewarded?: "all" | "none";
  } | null;
  readonly suggestion: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    readonly mapping: string | null;
  };
  /** True: contacts are mapped, and there is no statement where the consent came from */
  readonly consentNeeded: boolean;
  /** Other imports of the very same file */
  readonly sameFile: readonly string[];
  readonly check: {
    /** Lines below the headings */
    readonly rows: number;
    /** Lines that a run will import */
    readonly ready: number;
    /** Lines that another import has brought already: a run repeats none of them */
    readonly repeated: number;
    /** Empty lines and orders that are not paid */
    readonly skipped: number;
    readonly refused: number;
    /** Facts that a run will tell */
    readonly facts: number;
    readonly findings: readonly ({
      readonly code: string;
      /** A refused line is not imported; a notice is only said */
      readonly severity: "refused" | "notice";
      /** How many lines it is about */
      readonly lines: number;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
      /** The first few of them */
      readonly first: readonly ({
        readonly row: number;
        readonly column: number | null;
        readonly value: string;
      })[];
    })[];
  } | null;
};

export type ImportsStartInput = {
  readonly import: string;
  readonly body: {
    /** True: contacts are imported without any consent, and that is known */
    readonly withoutConsent?: boolean;
  };
};

export type ImportsStartAnswer = {
  readonly import: string;
  readonly kind: "people" | "orders" | "participants" | "bindings";
  readonly state: "draft" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone";
  readonly fileName: string;
  readonly bytes: number;
  readonly createdAt: string;
  /** Who uploaded it, as in the audit log */
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Of the dry run while it runs, then of the run, then of the undo */
  readonly progress: {
    readonly rows: {
      readonly done: number;
      readonly total: number | null;
    };
    /** Lines that the run has imported so far */
    readonly imported: number;
    readonly repeated: number;
    readonly refused: number;
    readonly skipped: number;
    /** Facts that were told */
    readonly facts: number;
    /** Imported lines that the undo has gone through */
    readonly takenBack: number;
  };
  readonly consent: {
    /** Where consent was given: a form, a contract */
    readonly source: string;
    /** Since when, or when the latest was given */
    readonly date: string;
    /** What people agreed to */
    readonly wording?: string;
    /** The name of the document that proves it */
    readonly document?: string;
  } | null;
  readonly fault: {
    readonly code: string;
    readonly row: number | null;
    readonly sentence: {
      readonly ru: string;
      readonly en: string;
    };
  } | null;
  readonly reading: {
    /** As the file is read now */
    readonly encoding: "utf-8" | "utf-16le" | "windows-1251";
    readonly detectedEncoding: "utf-8" | "utf-16le" | "windows-1251";
    /** How sure the detection is */
    readonly confidence: number;
    readonly delimiter: "comma" | "semicolon" | "tab";
    readonly detectedDelimiter: "comma" | "semicolon" | "tab";
    readonly headingRow: number;
  };
  readonly headings: readonly ({
    /** The place of the column in the file, from 1 */
    readonly column: number;
    readonly heading: string;
    readonly samples: readonly string[];
  })[];
  readonly settings: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    /** Absent: as it was detected */
    readonly encoding?: "utf-8" | "utf-16le" | "windows-1251";
    /** Absent: as it was detected */
    readonly delimiter?: "comma" | "semicolon" | "tab";
    /** 1 when absent */
    readonly headingRow?: number;
    /** Of times without an offset; absent: the workspace’s */
    readonly timeZone?: string;
    /** Of totals that name none; RUB when absent */
    readonly currency?: string;
    /** Which mark begins the decimals; `auto` when absent */
    readonly decimal?: "auto" | "comma" | "point";
    /** `day_first` when absent: 31.12.2025 */
    readonly dateOrder?: "day_first" | "month_first";
    /** The system that numbers these orders and persons, if several do: the same number of two is two */
    readonly source?: string;
    /** What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent */
    readonly unknownPersons?: "create" | "skip";
    /** Whose codes, links and bindings these are: the id or the key of a program */
    readonly program?: string;
    /** The parameter by which old links name whose they are; absent: the last part of their path does */
    readonly linkParameter?: string;
    /** What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was rewarded in the other system; `none`: nothing was */
    readonly rewarded?: "all" | "none";
  } | null;
  readonly suggestion: {
    readonly columns: readonly ({
      /** The place of the column in the file, from 1 */
      readonly column: number;
      readonly field: "user_id" | "email" | "phone" | "name" | "first_name" | "last_name" | "legal_form" | "known_since" | "trait" | "order_id" | "total" | "currency" | "date" | "status" | "coupon" | "payment_method" | "product" | "code" | "link" | "balance" | "inviter_code" | "inviter_id" | "channel" | "rewarded";
      /** The name of the trait, when the field is `trait` */
      readonly trait?: string;
      readonly type?: "text" | "number" | "boolean" | "date";
      /** The unit of a balance, when the field is `balance` */
      readonly unit?: string;
      /** What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; for channel `link`, `code`, `manual`; for rewarded `true`, `false` */
      readonly values?: Readonly<Record<string, string>>;
    })[];
    readonly mapping: string | null;
  };
  /** True: contacts are mapped, and there is no statement where the consent came from */
  readonly consentNeeded: boolean;
  /** Other imports of the very same file */
  readonly sameFile: readonly string[];
  readonly check: {
    /** Lines below the headings */
    readonly rows: number;
    /** Lines that a run will import */
    readonly ready: number;
    /** Lines that another import has brought already: a run repeats none of them */
    readonly repeated: number;
    /** Empty lines and orders that are not paid */
    readonly skipped: number;
    readonly refused: number;
    /** Facts that a run will tell */
    readonly facts: number;
    readonly findings: readonly ({
      readonly code: string;
      /** A refused line is not imported; a notice is only said */
      readonly severity: "refused" | "notice";
      /** How many lines it is about */
      readonly lines: number;
      readonly sentence: {
        readonly ru: string;
        readonly en: string;
      };
      /** The first few of them */
      readonly first: readonly ({
        readonly row: number;
        readonly column: number | null;
        readonly value: string;
      })[];
    })[];
  } | null;
};

function accessMethods(call: Call) {
  return {
    /** Which workspace and key this is */
    whoAmI: (options: CallOptions = {}): Promise<AccessWhoAmIAnswer> =>
      call<AccessWhoAmIAnswer>({ method: 'GET', path: '/api/v1/access/whoami' }, {}, options),
    /** Keys of the workspace */
    listKeys: (input: AccessListKeysInput = {}, options: CallOptions = {}): Promise<AccessListKeysAnswer> =>
      call<AccessListKeysAnswer>({ method: 'GET', path: '/api/v1/access/keys', query: ['cursor', 'limit'] }, input, options),
    /** Make a key */
    createKey: (input: AccessCreateKeyInput, options: CallOptions = {}): Promise<AccessCreateKeyAnswer> =>
      call<AccessCreateKeyAnswer>({ method: 'POST', path: '/api/v1/access/keys', isWrite: true }, input, options),
    /** Revoke a key; every process refuses it within five seconds */
    deleteKey: (input: AccessDeleteKeyInput, options: CallOptions = {}): Promise<AccessDeleteKeyAnswer> =>
      call<AccessDeleteKeyAnswer>({ method: 'DELETE', path: '/api/v1/access/keys/{key}', isWrite: true }, input, options),
    /** Who did what, newest first */
    listAuditEntries: (input: AccessListAuditEntriesInput = {}, options: CallOptions = {}): Promise<AccessListAuditEntriesAnswer> =>
      call<AccessListAuditEntriesAnswer>({ method: 'GET', path: '/api/v1/access/audit', query: ['cursor', 'limit', 'actor', 'area'] }, input, options),
    /** Users of the workspace and their roles */
    listUsers: (input: AccessListUsersInput = {}, options: CallOptions = {}): Promise<AccessListUsersAnswer> =>
      call<AccessListUsersAnswer>({ method: 'GET', path: '/api/v1/access/users', query: ['cursor', 'limit'] }, input, options),
    /** Change the role of a user, which ends their sessions */
    updateUser: (input: AccessUpdateUserInput, options: CallOptions = {}): Promise<AccessUpdateUserAnswer> =>
      call<AccessUpdateUserAnswer>({ method: 'PATCH', path: '/api/v1/access/users/{user}', isWrite: true }, input, options),
    /** Take a user out of the workspace, which ends their sessions */
    deleteUser: (input: AccessDeleteUserInput, options: CallOptions = {}): Promise<AccessDeleteUserAnswer> =>
      call<AccessDeleteUserAnswer>({ method: 'DELETE', path: '/api/v1/access/users/{user}', isWrite: true }, input, options),
    /** Invitations that may still be accepted */
    listInvitations: (input: AccessListInvitationsInput = {}, options: CallOptions = {}): Promise<AccessListInvitationsAnswer> =>
      call<AccessListInvitationsAnswer>({ method: 'GET', path: '/api/v1/access/invitations', query: ['cursor', 'limit'] }, input, options),
    /** Invite somebody; the link is shown once. It is good for one acceptance and seven days. An earlier one of the same address ends. */
    createInvitation: (input: AccessCreateInvitationInput, options: CallOptions = {}): Promise<AccessCreateInvitationAnswer> =>
      call<AccessCreateInvitationAnswer>({ method: 'POST', path: '/api/v1/access/invitations', isWrite: true }, input, options),
    /** Revoke an invitation */
    deleteInvitation: (input: AccessDeleteInvitationInput, options: CallOptions = {}): Promise<AccessDeleteInvitationAnswer> =>
      call<AccessDeleteInvitationAnswer>({ method: 'DELETE', path: '/api/v1/access/invitations/{invitation}', isWrite: true }, input, options),
    /** What the workspace is called, and how it looks */
    getWorkspace: (options: CallOptions = {}): Promise<AccessGetWorkspaceAnswer> =>
      call<AccessGetWorkspaceAnswer>({ method: 'GET', path: '/api/v1/access/workspace' }, {}, options),
    /** Change the workspace’s settings */
    updateWorkspace: (input: AccessUpdateWorkspaceInput, options: CallOptions = {}): Promise<AccessUpdateWorkspaceAnswer> =>
      call<AccessUpdateWorkspaceAnswer>({ method: 'PATCH', path: '/api/v1/access/workspace', isWrite: true }, input, options),
  };
}

function peopleMethods(call: Call) {
  return {
    /** Persons, newest first, or whom an identifier or a search leads to */
    listPersons: (input: PeopleListPersonsInput = {}, options: CallOptions = {}): Promise<PeopleListPersonsAnswer> =>
      call<PeopleListPersonsAnswer>({ method: 'GET', path: '/api/v1/people/persons', query: ['cursor', 'limit', 'knownBy', 'userId', 'email', 'phone', 'code', 'name', 'q'] }, input, options),
    /** What is known of a person, and who vouches for it */
    getPerson: (input: PeopleGetPersonInput, options: CallOptions = {}): Promise<PeopleGetPersonAnswer> =>
      call<PeopleGetPersonAnswer>({ method: 'GET', path: '/api/v1/people/persons/{person}' }, input, options),
    /** Facts and decisions about a person, newest first */
    listPersonTimeline: (input: PeopleListPersonTimelineInput, options: CallOptions = {}): Promise<PeopleListPersonTimelineAnswer> =>
      call<PeopleListPersonTimelineAnswer>({ method: 'GET', path: '/api/v1/people/persons/{person}/timeline', query: ['cursor', 'limit'] }, input, options),
    /** What a person agreed to, newest first, each with the fact that proves it */
    listPersonConsents: (input: PeopleListPersonConsentsInput, options: CallOptions = {}): Promise<PeopleListPersonConsentsAnswer> =>
      call<PeopleListPersonConsentsAnswer>({ method: 'GET', path: '/api/v1/people/persons/{person}/consents', query: ['cursor', 'limit'] }, input, options),
    /** Take a profile out of a person again. What the profile brought goes back with it, and no shared identifier joins the two again. */
    createPersonSeparation: (input: PeopleCreatePersonSeparationInput, options: CallOptions = {}): Promise<PeopleCreatePersonSeparationAnswer> =>
      call<PeopleCreatePersonSeparationAnswer>({ method: 'POST', path: '/api/v1/people/persons/{person}/separations', isWrite: true }, input, options),
    /** Say that two persons are one. Both keep what they brought, and a separation takes either profile out again. */
    createPersonMerge: (input: PeopleCreatePersonMergeInput, options: CallOptions = {}): Promise<PeopleCreatePersonMergeAnswer> =>
      call<PeopleCreatePersonMergeAnswer>({ method: 'POST', path: '/api/v1/people/persons/{person}/merges', isWrite: true }, input, options),
  };
}

function ledgerMethods(call: Call) {
  return {
    /** What amounts are counted in */
    listUnits: (input: LedgerListUnitsInput = {}, options: CallOptions = {}): Promise<LedgerListUnitsAnswer> =>
      call<LedgerListUnitsAnswer>({ method: 'GET', path: '/api/v1/ledger/units', query: ['cursor', 'limit'] }, input, options),
    /** Define a unit, or rename it */
    createUnit: (input: LedgerCreateUnitInput, options: CallOptions = {}): Promise<LedgerCreateUnitAnswer> =>
      call<LedgerCreateUnitAnswer>({ method: 'POST', path: '/api/v1/ledger/units', isWrite: true }, input, options),
    /** What a person holds of each unit */
    getBalances: (input: LedgerGetBalancesInput, options: CallOptions = {}): Promise<LedgerGetBalancesAnswer> =>
      call<LedgerGetBalancesAnswer>({ method: 'GET', path: '/api/v1/ledger/balances', query: ['person'] }, input, options),
    /** Every movement of what a person holds, newest first */
    listStatement: (input: LedgerListStatementInput, options: CallOptions = {}): Promise<LedgerListStatementAnswer> =>
      call<LedgerListStatementAnswer>({ method: 'GET', path: '/api/v1/ledger/statement', query: ['cursor', 'limit', 'person'] }, input, options),
  };
}

function rewardsMethods(call: Call) {
  return {
    /** Rewards, newest first */
    listGrants: (input: RewardsListGrantsInput = {}, options: CallOptions = {}): Promise<RewardsListGrantsAnswer> =>
      call<RewardsListGrantsAnswer>({ method: 'GET', path: '/api/v1/rewards/grants', query: ['cursor', 'limit', 'person', 'friend', 'program', 'state', 'unit', 'from', 'to'] }, input, options),
    /** Let a reward in review stand, although it is owed no longer. No later word takes it back but the refund of its order. */
    approveGrant: (input: RewardsApproveGrantInput, options: CallOptions = {}): Promise<RewardsApproveGrantAnswer> =>
      call<RewardsApproveGrantAnswer>({ method: 'POST', path: '/api/v1/rewards/grants/{grant}/approve', isWrite: true }, input, options),
    /** Take a reward in review back. What was spent of it is carried as a debt, which later rewards work off. */
    refuseGrant: (input: RewardsRefuseGrantInput, options: CallOptions = {}): Promise<RewardsRefuseGrantAnswer> =>
      call<RewardsRefuseGrantAnswer>({ method: 'POST', path: '/api/v1/rewards/grants/{grant}/refuse', isWrite: true }, input, options),
    /** Rewards that are or were to be handed out, the latest first */
    listFulfilments: (input: RewardsListFulfilmentsInput = {}, options: CallOptions = {}): Promise<RewardsListFulfilmentsAnswer> =>
      call<RewardsListFulfilmentsAnswer>({ method: 'GET', path: '/api/v1/rewards/fulfilments', query: ['cursor', 'limit', 'state', 'by', 'program', 'person', 'q'] }, input, options),
    /** Report that a reward was handed out. The amount leaves what its holder has pending. A repeat changes nothing. */
    fulfilGrant: (input: RewardsFulfilGrantInput, options: CallOptions = {}): Promise<RewardsFulfilGrantAnswer> =>
      call<RewardsFulfilGrantAnswer>({ method: 'POST', path: '/api/v1/rewards/grants/{grant}/fulfil', isWrite: true }, input, options),
    /** Report that a reward could not be handed out. It stays the holder’s and may still be handed out. */
    failGrant: (input: RewardsFailGrantInput, options: CallOptions = {}): Promise<RewardsFailGrantAnswer> =>
      call<RewardsFailGrantAnswer>({ method: 'POST', path: '/api/v1/rewards/grants/{grant}/fail', isWrite: true }, input, options),
    /** Let a reward wait again to be handed out. One that failed is tried again. One that was handed out by mistake waits again, if nothing happened. */
    reopenGrant: (input: RewardsReopenGrantInput, options: CallOptions = {}): Promise<RewardsReopenGrantAnswer> =>
      call<RewardsReopenGrantAnswer>({ method: 'POST', path: '/api/v1/rewards/grants/{grant}/reopen', isWrite: true }, input, options),
    /** Let a person pay with what they hold */
    createSpending: (input: RewardsCreateSpendingInput, options: CallOptions = {}): Promise<RewardsCreateSpendingAnswer> =>
      call<RewardsCreateSpendingAnswer>({ method: 'POST', path: '/api/v1/rewards/spendings', isWrite: true }, input, options),
  };
}

function referralMethods(call: Call) {
  return {
    /** Programs */
    listPrograms: (input: ReferralListProgramsInput = {}, options: CallOptions = {}): Promise<ReferralListProgramsAnswer> =>
      call<ReferralListProgramsAnswer>({ method: 'GET', path: '/api/v1/referral/programs', query: ['cursor', 'limit'] }, input, options),
    /** Launch a program, or the next version of the one that bears this key. A definition that does not fit is answered with 422 and a list of problems. */
    createProgram: (input: ReferralCreateProgramInput, options: CallOptions = {}): Promise<ReferralCreateProgramAnswer> =>
      call<ReferralCreateProgramAnswer>({ method: 'POST', path: '/api/v1/referral/programs', isWrite: true }, input, options),
    /** A program by its id or key, with its latest definition */
    getProgram: (input: ReferralGetProgramInput, options: CallOptions = {}): Promise<ReferralGetProgramAnswer> =>
      call<ReferralGetProgramAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}' }, input, options),
    /** Every version of a program, newest first */
    listProgramVersions: (input: ReferralListProgramVersionsInput, options: CallOptions = {}): Promise<ReferralListProgramVersionsAnswer> =>
      call<ReferralListProgramVersionsAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/versions', query: ['cursor', 'limit'] }, input, options),
    /** Check a definition without launching it, and read its rules in plain words */
    checkProgram: (input: ReferralCheckProgramInput, options: CallOptions = {}): Promise<ReferralCheckProgramAnswer> =>
      call<ReferralCheckProgramAnswer>({ method: 'POST', path: '/api/v1/referral/programs/check' }, input, options),
    /** Launch the definition of an earlier version again, as a new version. It applies to invitations as any new version does: `appliesTo` says to which. */
    rollbackProgram: (input: ReferralRollbackProgramInput, options: CallOptions = {}): Promise<ReferralRollbackProgramAnswer> =>
      call<ReferralRollbackProgramAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/rollback', isWrite: true }, input, options),
    /** Programs that are installed in one step and edited afterwards */
    listRecipes: (input: ReferralListRecipesInput = {}, options: CallOptions = {}): Promise<ReferralListRecipesAnswer> =>
      call<ReferralListRecipesAnswer>({ method: 'GET', path: '/api/v1/referral/recipes', query: ['cursor', 'limit'] }, input, options),
    /** Make the units of a recipe and launch its program under the recipe’s name. Its spending limits are set for units that have none yet; the answer says what became of them. */
    installRecipe: (input: ReferralInstallRecipeInput, options: CallOptions = {}): Promise<ReferralInstallRecipeAnswer> =>
      call<ReferralInstallRecipeAnswer>({ method: 'POST', path: '/api/v1/referral/recipes/{recipe}/install', isWrite: true }, input, options),
    /** Make a person a participant, take their application, or tell the codes they have. Whoever does not meet the program’s conditions on participants is refused as `not_qualified`: `result` names the condition with its `path`, what was found (`actual`), and of a number what is `missing`. Answers that do not fit the form are refused as `invalid_application` with `problems`, one a field. Where somebody approves, the application waits; one that was refused stays so (`application_refused`). */
    createProgramParticipant: (input: ReferralCreateProgramParticipantInput, options: CallOptions = {}): Promise<ReferralCreateProgramParticipantAnswer> =>
      call<ReferralCreateProgramParticipantAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/participants', isWrite: true }, input, options),
    /** Participants of a program, newest first */
    listProgramParticipants: (input: ReferralListProgramParticipantsInput, options: CallOptions = {}): Promise<ReferralListProgramParticipantsAnswer> =>
      call<ReferralListProgramParticipantsAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/participants', query: ['cursor', 'limit'] }, input, options),
    /** Applications to take part in a program, newest first */
    listProgramApplications: (input: ReferralListProgramApplicationsInput, options: CallOptions = {}): Promise<ReferralListProgramApplicationsAnswer> =>
      call<ReferralListProgramApplicationsAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/applications', query: ['cursor', 'limit', 'state'] }, input, options),
    /** A person’s application to take part in a program */
    getProgramApplication: (input: ReferralGetProgramApplicationInput, options: CallOptions = {}): Promise<ReferralGetProgramApplicationAnswer> =>
      call<ReferralGetProgramApplicationAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/applications/{person}' }, input, options),
    /** Approve an application that waits: the person takes part, under a code of their own. The code may be given on at once, so an approval is not taken back. */
    approveProgramApplication: (input: ReferralApproveProgramApplicationInput, options: CallOptions = {}): Promise<ReferralApproveProgramApplicationAnswer> =>
      call<ReferralApproveProgramApplicationAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/applications/{person}/approve', isWrite: true }, input, options),
    /** Refuse an application that waits, for a reason that the applicant reads */
    refuseProgramApplication: (input: ReferralRefuseProgramApplicationInput, options: CallOptions = {}): Promise<ReferralRefuseProgramApplicationAnswer> =>
      call<ReferralRefuseProgramApplicationAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/applications/{person}/refuse', isWrite: true }, input, options),
    /** Take a refusal back: the application waits again */
    reopenProgramApplication: (input: ReferralReopenProgramApplicationInput, options: CallOptions = {}): Promise<ReferralReopenProgramApplicationAnswer> =>
      call<ReferralReopenProgramApplicationAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/applications/{person}/reopen', isWrite: true }, input, options),
    /** Participants who are or were banned from a program, the latest ban first */
    listProgramBans: (input: ReferralListProgramBansInput, options: CallOptions = {}): Promise<ReferralListProgramBansAnswer> =>
      call<ReferralListProgramBansAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/bans', query: ['cursor', 'limit', 'state', 'person'] }, input, options),
    /** Ban a participant: what they were given is annulled, also what they have spent. Friends keep what is theirs. Whom the participant invites from now on counts for nobody. When the ban is lifted, all is as if it had never been. Name the participant by one of `userId` and `person`. */
    createProgramBan: (input: ReferralCreateProgramBanInput, options: CallOptions = {}): Promise<ReferralCreateProgramBanAnswer> =>
      call<ReferralCreateProgramBanAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/bans', isWrite: true }, input, options),
    /** A ban, with its appeal */
    getProgramBan: (input: ReferralGetProgramBanInput, options: CallOptions = {}): Promise<ReferralGetProgramBanAnswer> =>
      call<ReferralGetProgramBanAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/bans/{ban}' }, input, options),
    /** Lift a ban, for instance because an appeal is right: what was annulled is granted anew */
    liftProgramBan: (input: ReferralLiftProgramBanInput, options: CallOptions = {}): Promise<ReferralLiftProgramBanAnswer> =>
      call<ReferralLiftProgramBanAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/bans/{ban}/lift', isWrite: true }, input, options),
    /** Turn the appeal against a ban down; the ban may be lifted later all the same */
    keepProgramBan: (input: ReferralKeepProgramBanInput, options: CallOptions = {}): Promise<ReferralKeepProgramBanAnswer> =>
      call<ReferralKeepProgramBanAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/bans/{ban}/keep', isWrite: true }, input, options),
    /** Lost referrals by reason: failed codes, clicks without a binding, refused friends and payments */
    getProgramLost: (input: ReferralGetProgramLostInput, options: CallOptions = {}): Promise<ReferralGetProgramLostAnswer> =>
      call<ReferralGetProgramLostAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/lost', query: ['from', 'to', 'zone'] }, input, options),
    /** What was typed as a code and is nobody’s, with whose it may have been; the latest first. Of one person the latest 20 texts are kept, and of the whole workspace some 100,000. */
    listFailedCodes: (input: ReferralListFailedCodesInput = {}, options: CallOptions = {}): Promise<ReferralListFailedCodesAnswer> =>
      call<ReferralListFailedCodesAnswer>({ method: 'GET', path: '/api/v1/referral/failed-codes', query: ['cursor', 'limit'] }, input, options),
    /** Bind a person to the owner of a code by hand, now or dated back */
    createBinding: (input: ReferralCreateBindingInput, options: CallOptions = {}): Promise<ReferralCreateBindingAnswer> =>
      call<ReferralCreateBindingAnswer>({ method: 'POST', path: '/api/v1/referral/bindings', isWrite: true }, input, options),
    /** Take a person’s binding to a program away */
    deleteBinding: (input: ReferralDeleteBindingInput, options: CallOptions = {}): Promise<ReferralDeleteBindingAnswer> =>
      call<ReferralDeleteBindingAnswer>({ method: 'DELETE', path: '/api/v1/referral/bindings', isWrite: true }, input, options),
    /** Why a person was or was not paid for. Judged now by the rules that decide, beside what was decided at the time and by which facts. */
    explain: (input: ReferralExplainInput, options: CallOptions = {}): Promise<ReferralExplainAnswer> =>
      call<ReferralExplainAnswer>({ method: 'GET', path: '/api/v1/referral/explanations', query: ['program', 'person', 'userId'] }, input, options),
    /** Invited persons and what was decided, those that changed last first, in all programs or one */
    listPairs: (input: ReferralListPairsInput = {}, options: CallOptions = {}): Promise<ReferralListPairsAnswer> =>
      call<ReferralListPairsAnswer>({ method: 'GET', path: '/api/v1/referral/pairs', query: ['cursor', 'limit', 'program', 'status', 'referrer', 'friend', 'q'] }, input, options),
    /** Invited persons and what was decided, those that changed last first */
    listProgramPairs: (input: ReferralListProgramPairsInput, options: CallOptions = {}): Promise<ReferralListProgramPairsAnswer> =>
      call<ReferralListProgramPairsAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/pairs', query: ['cursor', 'limit', 'status', 'referrer', 'friend', 'q'] }, input, options),
    /** A pair in full: the invitation, the payments, the rewards of both, and what was decided */
    getPair: (input: ReferralGetPairInput, options: CallOptions = {}): Promise<ReferralGetPairAnswer> =>
      call<ReferralGetPairAnswer>({ method: 'GET', path: '/api/v1/referral/pairs/{program}/{friend}' }, input, options),
    /** Whose an invite code is, also a mistyped one. A code typed in the wrong keyboard layout or with letters that look alike is read as it was meant. When nobody has it, those that differ by one mistake are suggested. */
    findCode: (input: ReferralFindCodeInput, options: CallOptions = {}): Promise<ReferralFindCodeAnswer> =>
      call<ReferralFindCodeAnswer>({ method: 'GET', path: '/api/v1/referral/codes', query: ['code'] }, input, options),
    /** What rewards of a period cost, in all and for each friend who paid, and what is owed now. By unit: two units are never added. */
    getProgramCosts: (input: ReferralGetProgramCostsInput, options: CallOptions = {}): Promise<ReferralGetProgramCostsAnswer> =>
      call<ReferralGetProgramCostsAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/costs', query: ['from', 'to', 'zone'] }, input, options),
    /** Shared, followed, registered, paid: by day, by way of inviting, by placement, and by referrer. Each number stands under the day when it happened. What each one counts is its description. */
    getProgramStatistics: (input: ReferralGetProgramStatisticsInput, options: CallOptions = {}): Promise<ReferralGetProgramStatisticsAnswer> =>
      call<ReferralGetProgramStatisticsAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/statistics', query: ['from', 'to', 'zone'] }, input, options),
    /** Try a draft on what happened: who would have got what, and what does not change. The answer comes line by line while it is made: progress, then each pair whose rewards would be others, then the result; without that line it was broken off. Whoever closes the connection cancels it. It reads, and grants nothing. */
    replayProgram: (input: ReferralReplayProgramInput, options: CallOptions = {}): Promise<ReferralReplayProgramAnswer> =>
      call<ReferralReplayProgramAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/replay' }, input, options),
    /** Tasks of a program, with their funds and what they have brought */
    getProgramTasks: (input: ReferralGetProgramTasksInput, options: CallOptions = {}): Promise<ReferralGetProgramTasksAnswer> =>
      call<ReferralGetProgramTasksAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/tasks' }, input, options),
    /** A participant takes a task; what friends bring from then on counts for it */
    createProgramTaskTaker: (input: ReferralCreateProgramTaskTakerInput, options: CallOptions = {}): Promise<ReferralCreateProgramTaskTakerAnswer> =>
      call<ReferralCreateProgramTaskTakerAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/tasks/{task}/takers', isWrite: true }, input, options),
    /** What a participant has brought, what is missing to the next bonus, and a forecast. The figures of the person’s cabinet. A forecast is no promise: refunds, orders and checks change it. */
    getProgramResults: (input: ReferralGetProgramResultsInput, options: CallOptions = {}): Promise<ReferralGetProgramResultsAnswer> =>
      call<ReferralGetProgramResultsAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/results', query: ['person', 'userId'] }, input, options),
    /** Choices among rewards, as they stand for a person */
    getProgramChoices: (input: ReferralGetProgramChoicesInput, options: CallOptions = {}): Promise<ReferralGetProgramChoicesAnswer> =>
      call<ReferralGetProgramChoicesAnswer>({ method: 'GET', path: '/api/v1/referral/programs/{program}/choices', query: ['userId'] }, input, options),
    /** A person chooses a reward for what comes from now on */
    createProgramChoice: (input: ReferralCreateProgramChoiceInput, options: CallOptions = {}): Promise<ReferralCreateProgramChoiceAnswer> =>
      call<ReferralCreateProgramChoiceAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/choices/{choice}', isWrite: true }, input, options),
    /** Make a link that opens a person’s cabinet once. The person becomes a participant when the link is opened. Making a link leaves an audit entry. */
    createProgramCabinetLink: (input: ReferralCreateProgramCabinetLinkInput, options: CallOptions = {}): Promise<ReferralCreateProgramCabinetLinkAnswer> =>
      call<ReferralCreateProgramCabinetLinkAnswer>({ method: 'POST', path: '/api/v1/referral/programs/{program}/cabinet-links', isWrite: true }, input, options),
  };
}

function promotionsMethods(call: Call) {
  return {
    /** Promotions, newest first */
    list: (input: PromotionsListInput = {}, options: CallOptions = {}): Promise<PromotionsListAnswer> =>
      call<PromotionsListAnswer>({ method: 'GET', path: '/api/v1/promotions', query: ['cursor', 'limit', 'status', 'kind'] }, input, options),
    /** Make a promotion. It is active at once, within its dates. A shared one gets its code here. */
    create: (input: PromotionsCreateInput, options: CallOptions = {}): Promise<PromotionsCreateAnswer> =>
      call<PromotionsCreateAnswer>({ method: 'POST', path: '/api/v1/promotions', isWrite: true }, input, options),
    /** A promotion with its definition and what was made of it */
    get: (input: PromotionsGetInput, options: CallOptions = {}): Promise<PromotionsGetAnswer> =>
      call<PromotionsGetAnswer>({ method: 'GET', path: '/api/v1/promotions/{promotion}' }, input, options),
    /** Change what a promotion gives. A new version, which decides from now on; what is reserved stays as it was quoted. */
    set: (input: PromotionsSetInput, options: CallOptions = {}): Promise<PromotionsSetAnswer> =>
      call<PromotionsSetAnswer>({ method: 'PUT', path: '/api/v1/promotions/{promotion}', isWrite: true }, input, options),
    /** What is wrong with a promotion, and what it gives in plain words; nothing is saved */
    check: (input: PromotionsCheckInput, options: CallOptions = {}): Promise<PromotionsCheckAnswer> =>
      call<PromotionsCheckAnswer>({ method: 'POST', path: '/api/v1/promotions/check' }, input, options),
    /** Pause a promotion, let it go on, or end it for good */
    setStatus: (input: PromotionsSetStatusInput, options: CallOptions = {}): Promise<PromotionsSetStatusAnswer> =>
      call<PromotionsSetStatusAnswer>({ method: 'POST', path: '/api/v1/promotions/{promotion}/status', isWrite: true }, input, options),
    /** Codes of a promotion */
    listCodes: (input: PromotionsListCodesInput, options: CallOptions = {}): Promise<PromotionsListCodesAnswer> =>
      call<PromotionsListCodesAnswer>({ method: 'GET', path: '/api/v1/promotions/{promotion}/codes', query: ['cursor', 'limit', 'state'] }, input, options),
    /** Give a person a code of their own */
    createCode: (input: PromotionsCreateCodeInput, options: CallOptions = {}): Promise<PromotionsCreateCodeAnswer> =>
      call<PromotionsCreateCodeAnswer>({ method: 'POST', path: '/api/v1/promotions/{promotion}/codes', isWrite: true }, input, options),
    /** Uses of a promotion, newest first */
    listUses: (input: PromotionsListUsesInput, options: CallOptions = {}): Promise<PromotionsListUsesAnswer> =>
      call<PromotionsListUsesAnswer>({ method: 'GET', path: '/api/v1/promotions/{promotion}/uses', query: ['cursor', 'limit'] }, input, options),
    /** Batches of codes and how far each is, newest first */
    getBatches: (input: PromotionsGetBatchesInput, options: CallOptions = {}): Promise<PromotionsGetBatchesAnswer> =>
      call<PromotionsGetBatchesAnswer>({ method: 'GET', path: '/api/v1/promotions/{promotion}/batches' }, input, options),
    /** Make a batch of codes, each used once. The codes are made behind the answer; `made` of the batch tells how many there are. */
    createBatch: (input: PromotionsCreateBatchInput, options: CallOptions = {}): Promise<PromotionsCreateBatchAnswer> =>
      call<PromotionsCreateBatchAnswer>({ method: 'POST', path: '/api/v1/promotions/{promotion}/batches', isWrite: true }, input, options),
    /** Codes of a promotion as a CSV file that a spreadsheet opens; no cell of it can be a formula */
    getCodesFile: (input: PromotionsGetCodesFileInput, options: CallOptions = {}): Promise<PromotionsGetCodesFileAnswer> =>
      call<PromotionsGetCodesFileAnswer>({ method: 'GET', path: '/api/v1/promotions/{promotion}/codes.csv', query: ['language'] }, input, options),
    /** Alarms about codes that may have leaked, newest first */
    listAlarms: (input: PromotionsListAlarmsInput = {}, options: CallOptions = {}): Promise<PromotionsListAlarmsAnswer> =>
      call<PromotionsListAlarmsAnswer>({ method: 'GET', path: '/api/v1/promotions/alarms', query: ['cursor', 'limit', 'promotion', 'open'] }, input, options),
    /** Close an alarm: somebody has looked at it. It lets nothing go on: a promotion that it paused is made active by itself. */
    closeAlarm: (input: PromotionsCloseAlarmInput, options: CallOptions = {}): Promise<PromotionsCloseAlarmAnswer> =>
      call<PromotionsCloseAlarmAnswer>({ method: 'POST', path: '/api/v1/promotions/alarms/{alarm}/close', isWrite: true }, input, options),
  };
}

function checkoutMethods(call: Call) {
  return {
    /** What codes and points would come to on an order. It reads only: nothing is kept, and the same is asked as often as the cart changes. */
    createQuote: (input: CheckoutCreateQuoteInput, options: CallOptions = {}): Promise<CheckoutCreateQuoteAnswer> =>
      call<CheckoutCreateQuoteAnswer>({ method: 'POST', path: '/api/v1/checkout/quotes' }, input, options),
    /** Reserve codes and points for an order. All that is asked for, or nothing. It is kept until the order is paid (redeem it, or tell of `Order Completed` with the same `order_id`), released, or its time is over. */
    createReservation: (input: CheckoutCreateReservationInput, options: CallOptions = {}): Promise<CheckoutCreateReservationAnswer> =>
      call<CheckoutCreateReservationAnswer>({ method: 'POST', path: '/api/v1/checkout/reservations', isWrite: true }, input, options),
    /** Reservations, newest first */
    listReservations: (input: CheckoutListReservationsInput = {}, options: CallOptions = {}): Promise<CheckoutListReservationsAnswer> =>
      call<CheckoutListReservationsAnswer>({ method: 'GET', path: '/api/v1/checkout/reservations', query: ['cursor', 'limit', 'person', 'order', 'state'] }, input, options),
    /** The order is paid: spend what was reserved for it */
    redeemReservation: (input: CheckoutRedeemReservationInput, options: CallOptions = {}): Promise<CheckoutRedeemReservationAnswer> =>
      call<CheckoutRedeemReservationAnswer>({ method: 'POST', path: '/api/v1/checkout/reservations/{reservation}/redeem', isWrite: true }, input, options),
    /** Give back what was reserved */
    releaseReservation: (input: CheckoutReleaseReservationInput, options: CallOptions = {}): Promise<CheckoutReleaseReservationAnswer> =>
      call<CheckoutReleaseReservationAnswer>({ method: 'POST', path: '/api/v1/checkout/reservations/{reservation}/release', isWrite: true }, input, options),
    /** A reservation and what became of it */
    getReservation: (input: CheckoutGetReservationInput, options: CallOptions = {}): Promise<CheckoutGetReservationAnswer> =>
      call<CheckoutGetReservationAnswer>({ method: 'GET', path: '/api/v1/checkout/reservations/{reservation}' }, input, options),
    /** What part of an order each unit may pay */
    getLimits: (options: CallOptions = {}): Promise<CheckoutGetLimitsAnswer> =>
      call<CheckoutGetLimitsAnswer>({ method: 'GET', path: '/api/v1/checkout/limits' }, {}, options),
    /** What is wrong with a limit, and what it says in plain words; nothing is saved */
    checkLimit: (input: CheckoutCheckLimitInput, options: CallOptions = {}): Promise<CheckoutCheckLimitAnswer> =>
      call<CheckoutCheckLimitAnswer>({ method: 'POST', path: '/api/v1/checkout/limits/{unit}/check' }, input, options),
    /** Set what part of an order a unit may pay. Of the rules the first whose conditions hold decides. What is reserved stays as it is. */
    setLimit: (input: CheckoutSetLimitInput, options: CallOptions = {}): Promise<CheckoutSetLimitAnswer> =>
      call<CheckoutSetLimitAnswer>({ method: 'PUT', path: '/api/v1/checkout/limits/{unit}', isWrite: true }, input, options),
  };
}

function webhooksMethods(call: Call) {
  return {
    /** Endpoints that are told what happens, the oldest first */
    listSubscriptions: (input: WebhooksListSubscriptionsInput = {}, options: CallOptions = {}): Promise<WebhooksListSubscriptionsAnswer> =>
      call<WebhooksListSubscriptionsAnswer>({ method: 'GET', path: '/api/v1/webhooks/subscriptions', query: ['cursor', 'limit'] }, input, options),
    /** Subscribe an endpoint to types of what happens. What happens from now on is posted to it as a Standard Webhooks message: signed, under one id for all attempts, and repeated for three days until the endpoint answers 2xx. */
    createSubscription: (input: WebhooksCreateSubscriptionInput, options: CallOptions = {}): Promise<WebhooksCreateSubscriptionAnswer> =>
      call<WebhooksCreateSubscriptionAnswer>({ method: 'POST', path: '/api/v1/webhooks/subscriptions', isWrite: true }, input, options),
    /** An endpoint, and how it stands */
    getSubscription: (input: WebhooksGetSubscriptionInput, options: CallOptions = {}): Promise<WebhooksGetSubscriptionAnswer> =>
      call<WebhooksGetSubscriptionAnswer>({ method: 'GET', path: '/api/v1/webhooks/subscriptions/{subscription}' }, input, options),
    /** Change where an endpoint is and what it is told. What waits already goes to the new address, too. */
    updateSubscription: (input: WebhooksUpdateSubscriptionInput, options: CallOptions = {}): Promise<WebhooksUpdateSubscriptionAnswer> =>
      call<WebhooksUpdateSubscriptionAnswer>({ method: 'PATCH', path: '/api/v1/webhooks/subscriptions/{subscription}', isWrite: true }, input, options),
    /** Delete a subscription with its log; what waits is not sent any more */
    deleteSubscription: (input: WebhooksDeleteSubscriptionInput, options: CallOptions = {}): Promise<WebhooksDeleteSubscriptionAnswer> =>
      call<WebhooksDeleteSubscriptionAnswer>({ method: 'DELETE', path: '/api/v1/webhooks/subscriptions/{subscription}', isWrite: true }, input, options),
    /** Send to an endpoint again; what was waiting goes out at once */
    enableSubscription: (input: WebhooksEnableSubscriptionInput, options: CallOptions = {}): Promise<WebhooksEnableSubscriptionAnswer> =>
      call<WebhooksEnableSubscriptionAnswer>({ method: 'POST', path: '/api/v1/webhooks/subscriptions/{subscription}/enable', isWrite: true }, input, options),
    /** Send nothing to an endpoint; what happens meanwhile is not kept for it */
    disableSubscription: (input: WebhooksDisableSubscriptionInput, options: CallOptions = {}): Promise<WebhooksDisableSubscriptionAnswer> =>
      call<WebhooksDisableSubscriptionAnswer>({ method: 'POST', path: '/api/v1/webhooks/subscriptions/{subscription}/disable', isWrite: true }, input, options),
    /** Make a new secret; for a day messages are signed with the old one, too */
    rotateSubscription: (input: WebhooksRotateSubscriptionInput, options: CallOptions = {}): Promise<WebhooksRotateSubscriptionAnswer> =>
      call<WebhooksRotateSubscriptionAnswer>({ method: 'POST', path: '/api/v1/webhooks/subscriptions/{subscription}/rotate', isWrite: true }, input, options),
    /** Send a sample once; its body says `"test": true`, and its ids are nobody’s */
    testSubscription: (input: WebhooksTestSubscriptionInput, options: CallOptions = {}): Promise<WebhooksTestSubscriptionAnswer> =>
      call<WebhooksTestSubscriptionAnswer>({ method: 'POST', path: '/api/v1/webhooks/subscriptions/{subscription}/test', isWrite: true }, input, options),
    /** What was sent and is to be sent, the newest first. Deliveries are kept for thirty days. */
    listDeliveries: (input: WebhooksListDeliveriesInput = {}, options: CallOptions = {}): Promise<WebhooksListDeliveriesAnswer> =>
      call<WebhooksListDeliveriesAnswer>({ method: 'GET', path: '/api/v1/webhooks/deliveries', query: ['cursor', 'limit', 'subscription', 'state', 'type'] }, input, options),
    /** A delivery with its body and every attempt */
    getDelivery: (input: WebhooksGetDeliveryInput, options: CallOptions = {}): Promise<WebhooksGetDeliveryAnswer> =>
      call<WebhooksGetDeliveryAnswer>({ method: 'GET', path: '/api/v1/webhooks/deliveries/{delivery}' }, input, options),
    /** Send a delivery again at once, under its own id, whatever became of it */
    retryDelivery: (input: WebhooksRetryDeliveryInput, options: CallOptions = {}): Promise<WebhooksRetryDeliveryAnswer> =>
      call<WebhooksRetryDeliveryAnswer>({ method: 'POST', path: '/api/v1/webhooks/deliveries/{delivery}/retry', isWrite: true }, input, options),
  };
}

function engineMethods(call: Call) {
  return {
    /** What became of a command. Where the Location of a 202 leads. To be given the full answer, repeat the command under its key. */
    getCommand: (input: EngineGetCommandInput, options: CallOptions = {}): Promise<EngineGetCommandAnswer> =>
      call<EngineGetCommandAnswer>({ method: 'GET', path: '/api/v1/engine/commands/{command}' }, input, options),
    /** Facts that failed alone three times, newest first */
    listQuarantine: (input: EngineListQuarantineInput = {}, options: CallOptions = {}): Promise<EngineListQuarantineAnswer> =>
      call<EngineListQuarantineAnswer>({ method: 'GET', path: '/api/v1/engine/quarantine', query: ['cursor', 'limit'] }, input, options),
    /** Events that were refused in the last seven days, newest first */
    listRefusals: (input: EngineListRefusalsInput = {}, options: CallOptions = {}): Promise<EngineListRefusalsAnswer> =>
      call<EngineListRefusalsAnswer>({ method: 'GET', path: '/api/v1/engine/refusals', query: ['cursor', 'limit'] }, input, options),
    /** A fact in quarantine, with why it is there */
    getQuarantine: (input: EngineGetQuarantineInput, options: CallOptions = {}): Promise<EngineGetQuarantineAnswer> =>
      call<EngineGetQuarantineAnswer>({ method: 'GET', path: '/api/v1/engine/quarantine/{fact}' }, input, options),
    /** Let a fact take effect after all, as a late fact. What fails again comes back to the quarantine under another id. */
    releaseQuarantine: (input: EngineReleaseQuarantineInput, options: CallOptions = {}): Promise<EngineReleaseQuarantineAnswer> =>
      call<EngineReleaseQuarantineAnswer>({ method: 'POST', path: '/api/v1/engine/quarantine/{fact}/release', isWrite: true }, input, options),
    /** Events that have just taken effect, newest first. For a page that shows a visit as it arrives: ask again every second with `next` of the answer before. */
    getLiveEvents: (input: EngineGetLiveEventsInput = {}, options: CallOptions = {}): Promise<EngineGetLiveEventsAnswer> =>
      call<EngineGetLiveEventsAnswer>({ method: 'GET', path: '/api/v1/engine/live', query: ['after'] }, input, options),
  };
}

function importsMethods(call: Call) {
  return {
    /** Imports with their progress, newest first */
    list: (input: ImportsListInput = {}, options: CallOptions = {}): Promise<ImportsListAnswer> =>
      call<ImportsListAnswer>({ method: 'GET', path: '/api/v1/imports', query: ['cursor', 'limit'] }, input, options),
    /** An import with its headings, a suggested mapping, its dry run and its progress */
    get: (input: ImportsGetInput, options: CallOptions = {}): Promise<ImportsGetAnswer> =>
      call<ImportsGetAnswer>({ method: 'GET', path: '/api/v1/imports/{import}' }, input, options),
    /** Delete an import that brought nothing, or that was undone */
    delete: (input: ImportsDeleteInput, options: CallOptions = {}): Promise<ImportsDeleteAnswer> =>
      call<ImportsDeleteAnswer>({ method: 'DELETE', path: '/api/v1/imports/{import}', isWrite: true }, input, options),
    /** Every line that the dry run refused, and why */
    listProblems: (input: ImportsListProblemsInput, options: CallOptions = {}): Promise<ImportsListProblemsAnswer> =>
      call<ImportsListProblemsAnswer>({ method: 'GET', path: '/api/v1/imports/{import}/problems', query: ['cursor', 'limit'] }, input, options),
    /** The refused lines as a CSV file that a spreadsheet opens; no cell of it can be a formula */
    getProblemsFile: (input: ImportsGetProblemsFileInput, options: CallOptions = {}): Promise<ImportsGetProblemsFileAnswer> =>
      call<ImportsGetProblemsFileAnswer>({ method: 'GET', path: '/api/v1/imports/{import}/problems.csv', query: ['language'] }, input, options),
    /** Mappings that were saved */
    getMappings: (options: CallOptions = {}): Promise<ImportsGetMappingsAnswer> =>
      call<ImportsGetMappingsAnswer>({ method: 'GET', path: '/api/v1/imports/mappings' }, {}, options),
    /** Forget a saved mapping */
    deleteMapping: (input: ImportsDeleteMappingInput, options: CallOptions = {}): Promise<ImportsDeleteMappingAnswer> =>
      call<ImportsDeleteMappingAnswer>({ method: 'DELETE', path: '/api/v1/imports/mappings/{mapping}', query: ['kind'], isWrite: true }, input, options),
    /** Say how the file is read and what its columns are */
    setMapping: (input: ImportsSetMappingInput, options: CallOptions = {}): Promise<ImportsSetMappingAnswer> =>
      call<ImportsSetMappingAnswer>({ method: 'PUT', path: '/api/v1/imports/{import}/mapping', isWrite: true }, input, options),
    /** Say where the consent of these people came from */
    setConsent: (input: ImportsSetConsentInput, options: CallOptions = {}): Promise<ImportsSetConsentAnswer> =>
      call<ImportsSetConsentAnswer>({ method: 'PUT', path: '/api/v1/imports/{import}/consent', isWrite: true }, input, options),
    /** Begin the dry run: every line is read and nothing is written */
    check: (input: ImportsCheckInput, options: CallOptions = {}): Promise<ImportsCheckAnswer> =>
      call<ImportsCheckAnswer>({ method: 'POST', path: '/api/v1/imports/{import}/check', isWrite: true }, input, options),
    /** Stop the dry run or the run */
    stop: (input: ImportsStopInput, options: CallOptions = {}): Promise<ImportsStopAnswer> =>
      call<ImportsStopAnswer>({ method: 'POST', path: '/api/v1/imports/{import}/stop', isWrite: true }, input, options),
    /** Take back what the import brought */
    undo: (input: ImportsUndoInput, options: CallOptions = {}): Promise<ImportsUndoAnswer> =>
      call<ImportsUndoAnswer>({ method: 'POST', path: '/api/v1/imports/{import}/undo', isWrite: true }, input, options),
    /** Begin the run after a dry run, or go on with one that was stopped */
    start: (input: ImportsStartInput, options: CallOptions = {}): Promise<ImportsStartAnswer> =>
      call<ImportsStartAnswer>({ method: 'POST', path: '/api/v1/imports/{import}/start', isWrite: true }, input, options),
  };
}

/** Every group of methods, each bound to one server. */
export function apiOf(call: Call) {
  return {
    access: accessMethods(call),
    people: peopleMethods(call),
    ledger: ledgerMethods(call),
    rewards: rewardsMethods(call),
    referral: referralMethods(call),
    promotions: promotionsMethods(call),
    checkout: checkoutMethods(call),
    webhooks: webhooksMethods(call),
    engine: engineMethods(call),
    imports: importsMethods(call),
  };
}
