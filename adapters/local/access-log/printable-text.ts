/** What a log may hold of an address, in a path or an agent. */
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[\da-f]{1,4}:){3,7}[\da-f]{0,4}\b/gi;

/** A text out of a log that may be shown and sent on: no control character, no address. */
export const printableText = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}\ufffd]/gu, '?').replaceAll(ADDRESS, '…');
