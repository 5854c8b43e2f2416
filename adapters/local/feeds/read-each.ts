import type * as z from 'zod/mini';

/** The items of a list that are of a form, and how many are not. */
export interface ReadItems<Item> {
  readonly items: readonly Item[];
  readonly skipped: number;
}

/**
 * Read a list item by item: pages have histories of thousands, and one entry that somebody wrote by hand
 * must not hide the others.
 *
 * @returns null when there are items, and none of them is of the form
 */
export function readEach<Item>(
  list: readonly unknown[],
  schema: z.ZodMiniType<Item>,
): ReadItems<Item> | null {
  const items = list.flatMap((one) => {
    const read = schema.safeParse(one);
    return read.success ? [read.data] : [];
  });
  if (list.length > 0 && items.length === 0) return null;
  return { items, skipped: list.length - items.length };
}
