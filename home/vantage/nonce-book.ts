/** Remembers which requests were heard. */
export interface NonceBook {
  /**
   * @param until when the request would be stale anyway
   * @returns false when it was heard before, or when there is no room to remember it
   */
  takes(nonce: string, until: number, now: number): boolean;
}

/** Some 130 a second over the two minutes that a nonce may be kept. Chosen. */
const NONCES_MAX = 16_384;

/**
 * Only requests with a right signature come here, so that a stranger cannot fill it. A full book
 * refuses rather than forgets: what it forgot could be played back.
 */
export function createNonceBook(max: number = NONCES_MAX): NonceBook {
  const heard = new Map<string, number>();
  return {
    takes: (nonce, until, now) => {
      if (heard.size >= max) for (const [old, end] of heard) if (end < now) heard.delete(old);
      if (heard.has(nonce) || heard.size >= max) return false;
      heard.set(nonce, until);
      return true;
    },
  };
}
