import { type Static, Type } from 'typebox';
import { ApiMoment, apiLimits, nullable } from './common.ts';

const Language = Type.Enum(['ru', 'en']);

/** A colour as `#rrggbb`. */
const Colour = Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'A colour as #rrggbb' });

/** A picture that needs no other request: at most 64 KB, so every page can carry it. */
const Logo = Type.String({
  maxLength: 65_536,
  pattern: '^data:image/(png|jpeg|webp|gif|svg\\+xml);base64,[A-Za-z0-9+/]+={0,2}$',
  description: 'A data URI of a PNG, JPEG, WebP, GIF or SVG picture in base64, at most 64 KB',
});

const TimeZone = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'An IANA name, for instance `Europe/Moscow`: days in lists and statistics begin at its midnight',
});

const SiteUrl = Type.String({
  minLength: 1,
  maxLength: 2_048,
  description: 'Where customers know you: an http or https address',
});

export const WorkspaceSettings = Type.Object(
  {
    workspace: Type.String(),
    name: Type.String(),
    timeZone: Type.String(),
    defaultLanguage: Language,
    siteUrl: nullable(Type.String()),
    brand: Type.Object({ accent: nullable(Type.String()), logo: nullable(Type.String()) }),
    publicUrl: Type.String({ description: 'Where this server is reached, as it was told: links begin so' }),
    createdAt: ApiMoment,
  },
  { additionalProperties: false },
);
export type WorkspaceSettings = Static<typeof WorkspaceSettings>;

export const WorkspaceChange = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: apiLimits.nameCharacters })),
    timeZone: Type.Optional(TimeZone),
    defaultLanguage: Type.Optional(Language),
    siteUrl: Type.Optional(nullable(SiteUrl)),
    brand: Type.Optional(
      Type.Object(
        { accent: Type.Optional(nullable(Colour)), logo: Type.Optional(nullable(Logo)) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, description: 'What is absent stays as it is; null takes a value away' },
);
export type WorkspaceChange = Static<typeof WorkspaceChange>;
