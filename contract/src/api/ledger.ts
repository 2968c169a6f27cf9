import { type Static, Type } from 'typebox';
import { LocalisedText, UnitName } from '../program-values.ts';
import { ApiMoment, IdText, PageQuery } from './common.ts';

const Noun = Type.String({ minLength: 1, maxLength: 60 });

const UnitForms = Type.Object(
  {
    ru: Type.Object({ one: Noun, few: Noun, many: Noun }, { additionalProperties: false }),
    en: Type.Object({ one: Noun, other: Noun }, { additionalProperties: false }),
  },
  {
    additionalProperties: false,
    description: 'How the unit is said after a number on pages that people read: 1 урок, 2 урока, 5 уроков; 2 lessons',
  },
);

export const LedgerUnit = Type.Object(
  {
    unit: UnitName,
    exponent: Type.Integer({ minimum: 0, maximum: 9, description: 'Decimals of an amount; fixed for good' }),
    name: LocalisedText,
    forms: Type.Optional(UnitForms),
  },
  { additionalProperties: false },
);
export type LedgerUnit = Static<typeof LedgerUnit>;

export const HolderQuery = Type.Object({ person: IdText }, { additionalProperties: false });

export const StatementQuery = Type.Object({ ...PageQuery.properties, person: IdText }, { additionalProperties: false });

const Decimal = Type.String({ description: 'A decimal text in major units; below zero is a debt' });

export const LedgerBalance = Type.Object(
  { unit: Type.String(), available: Decimal, pending: Decimal, reserved: Decimal },
  { additionalProperties: false },
);
export type LedgerBalance = Static<typeof LedgerBalance>;

export const LedgerMovement = Type.Object(
  {
    transfer: Type.String(),
    line: Type.Integer(),
    kind: Type.String(),
    about: Type.String({ description: 'What it was for, for instance a grant' }),
    at: ApiMoment,
    unit: Type.String(),
    amount: Type.String({ description: 'A decimal text in major units, above zero' }),
    from: Type.String({ description: 'An account, for instance `issuer` or `per_…:pending`' }),
    to: Type.String(),
  },
  { additionalProperties: false },
);
export type LedgerMovement = Static<typeof LedgerMovement>;
