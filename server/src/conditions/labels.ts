import type { LocalisedText } from '@sarafan/contract';
import type { Relation } from './operators/operator.ts';

export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

/** How a field and its values are called, and sentences of its own for relations that have a plainer one. */
export interface FieldLabels {
  readonly name: LocalisedText;
  readonly values?: Readonly<Record<string, LocalisedText>>;
  /** True: a decimal text in it is a number and no code. */
  readonly isAmount?: boolean;
  readonly plainer?: readonly PlainerSentence[];
}

/** What is said when this relation to this very value was demanded; may use the places {actual} and {value}. */
export interface PlainerSentence {
  readonly relation: Relation;
  readonly value: string | number | boolean;
  readonly says: LocalisedText;
}

/** What a room calls its fields. A field without a label is called by its own name. */
export interface Labels {
  readonly traits?: Readonly<Record<string, FieldLabels>>;
  readonly facts?: Readonly<Record<string, FieldLabels>>;
  readonly events?: Readonly<Record<string, LocalisedText>>;
  /** Programs by whatever conditions name them by. */
  readonly programs?: Readonly<Record<string, LocalisedText>>;
}
