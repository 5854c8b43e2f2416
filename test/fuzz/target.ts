/** How an input of a target is changed beside its bytes: a text by lines and words, a ZIP by its entries. */
export type InputShape = 'bytes' | 'text' | 'archive';

/** One parser that faces outside, and what must hold for whatever it is given. */
export interface FuzzTarget {
  /** In kebab-case; its folder of the corpus is called so. */
  readonly name: string;
  readonly shape: InputShape;
  /** The longest input that is made, in bytes. Chosen by what one second can honestly be asked for. */
  readonly maxBytes: number;
  /** Words of its grammar, which changes put in. */
  readonly words: readonly string[];
  /** Files of the project that are seeds too, from its root: so they stay what is read today. */
  readonly shipped?: readonly string[];
  /**
   * Read one input. A refusal is a result or a `PreauError`; whatever else is thrown is a finding,
   * and so is taking longer than a second.
   *
   * @returns what came of it in a word or two, so that inputs which lead somewhere new are kept
   */
  readonly run: (input: Uint8Array) => string | Promise<string>;
}

/** An invariant of a target's output that did not hold. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** @throws BrokenInvariant */
export function mustHold(holds: boolean, what: string): void {
  if (!holds) throw new BrokenInvariant(what);
}

/** Bytes as text, as a reader of files has them. */
export const textOf = (input: Uint8Array): string => Buffer.from(input).toString('utf8');
