/** Addresses longer than this are nobody's. Chosen. */
const ADDRESS_MAX = 2_000;

/**
 * Read path and query of a request.
 *
 * @returns null when they are too long, or no address
 */
export function readAddress(given: string | undefined): URL | null {
  if (given === undefined || given.length > ADDRESS_MAX || !given.startsWith('/')) return null;
  return URL.parse(`http://localhost${given}`);
}
