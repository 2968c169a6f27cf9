import { type IdSum, type MessageIds, messageIdDigits, type TrackingEvent } from './events.ts';

/** A request's body that was serialised once; before it is sent its events get new message ids, in place. */
export class StampedBody {
  readonly bytes: Buffer;
  readonly #offsets: readonly (readonly [number])[];

  private constructor(bytes: Buffer, offsets: readonly (readonly [number])[]) {
    this.bytes = bytes;
    this.#offsets = offsets;
  }

  static batch(events: readonly TrackingEvent[], write: (event: TrackingEvent) => string): StampedBody {
    const placeholder = '#'.repeat(messageIdDigits);
    const texts = events.map((event) => write({ ...event, messageId: placeholder }));
    const bytes = Buffer.from(`{"batch":[${texts.join(',')}]}`);
    const offsets: [number][] = [];
    for (let at = bytes.indexOf(placeholder); at >= 0; at = bytes.indexOf(placeholder, at + messageIdDigits)) {
      offsets.push([at]);
    }
    return new StampedBody(bytes, offsets);
  }

  renew(ids: MessageIds, sum: IdSum): void {
    for (const offsets of this.#offsets) ids.write(this.bytes, offsets, sum);
  }
}
