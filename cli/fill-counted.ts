import { fillTemplate } from './fill-template.ts';

/** A sentence about one thing, and about several. */
export interface Counted {
  readonly one: string;
  readonly more: string;
}

/**
 * The sentence for so many things, filled in.
 *
 * @param values `count` is 1 or more: nothing is said of none
 */
export const fillCounted = (
  { one, more }: Counted,
  values: Readonly<Record<string, string | number>> & { readonly count: number },
): string => fillTemplate(values.count === 1 ? one : more, values);
