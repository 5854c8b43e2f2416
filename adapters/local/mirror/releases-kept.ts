/** Releases kept, the current one included: one to go back to and one to spare. Chosen. */
export const RELEASES_KEPT = 3;
