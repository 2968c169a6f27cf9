/** What a cap or a fund remembers. */
export interface CapPart {
  /** What was put into the cap, and what of it is left, in minor units as decimal texts. */
  readonly funded: string;
  readonly left: string;
}
