/** One page of a list, as the API answers. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The cursor of the next page; null on the last one. */
  readonly next: string | null;
}

/**
 * Every item of a list, page after page: `everyItem(sarafan.referral.listPrograms, { limit: 200 })`. What is added
 * meanwhile may be missing.
 */
export async function* everyItem<Input extends { readonly cursor?: string }, Item>(
  list: (input: Input) => Promise<Page<Item>>,
  input: Input,
): AsyncGenerator<Item> {
  for (let cursor = input.cursor; ; ) {
    const { items, next } = await list(cursor === undefined ? input : { ...input, cursor });
    yield* items;
    if (next === null) return;
    cursor = next;
  }
}
