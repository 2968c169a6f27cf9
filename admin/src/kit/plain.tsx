import { plain } from './format.ts';

/** A text that somebody else wrote: it cannot hide, turn around or push away what stands beside it. */
export function Plain({ text, atMost }: { readonly text: string; readonly atMost?: number }) {
  return <bdi>{plain(text, atMost)}</bdi>;
}
