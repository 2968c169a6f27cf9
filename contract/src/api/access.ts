import { type Static, Type } from 'typebox';
import { ApiMoment, apiLimits, FreeObject, IdText, nullable, PageQuery } from './common.ts';

const Kind = Type.Enum(['write', 'secret', 'api'], {
  description: 'write: public, for pages; secret: for your server; api: for this API',
});
const Scopes = Type.Array(Type.Enum(['read', 'support', 'write', 'admin']), {
  maxItems: 4,
  uniqueItems: true,
  description: 'support also reads; write also supports; admin may do everything',
});

const key = {
  keyId: Type.String(),
  kind: Kind,
  scopes: Scopes,
  hint: Type.String({ description: 'How the key begins, to tell two apart' }),
  note: Type.String(),
  createdAt: ApiMoment,
  revokedAt: nullable(ApiMoment),
};

export const AccessKey = Type.Object(key, { additionalProperties: false });
export type AccessKey = Static<typeof AccessKey>;

export const NewAccessKey = Type.Object(
  {
    kind: Kind,
    scopes: Type.Optional(Scopes),
    note: Type.Optional(Type.String({ maxLength: apiLimits.noteCharacters })),
  },
  { additionalProperties: false, description: 'A key for this API has at least one scope; other keys have none' },
);

export const MadeAccessKey = Type.Object(
  { ...key, key: Type.String({ description: 'Shown this once: only its hash is kept' }) },
  { additionalProperties: false },
);
export type MadeAccessKey = Static<typeof MadeAccessKey>;

export const KeyParams = Type.Object({ key: IdText });

export const AuditQuery = Type.Object(
  {
    ...PageQuery.properties,
    actor: Type.Optional(IdText),
    area: Type.Optional(
      Type.String({
        pattern: '^[a-z_]{1,40}$',
        description: 'The first word of the action: `key` for `key.create` and `key.revoke`',
      }),
    ),
  },
  { additionalProperties: false },
);

export const AuditRow = Type.Object(
  {
    entry: Type.String({ description: 'Its id' }),
    at: ApiMoment,
    actor: Type.String({ description: 'The id of a user or of a key, `cli`, or `system` for the server itself' }),
    actorName: nullable(Type.String({ description: 'The name of the user, or the note of the key' })),
    action: Type.String(),
    target: Type.String(),
    detail: FreeObject,
  },
  { additionalProperties: false },
);
export type AuditRow = Static<typeof AuditRow>;

export const WhoAmI = Type.Object(
  { workspace: Type.String(), actor: Type.String(), scopes: Scopes },
  { additionalProperties: false },
);
