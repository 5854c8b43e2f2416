/**
 * How a sink answers, so that providers' bad days can be played.
 *
 * - `busy`: SMTP 421, HTTP 429: come back later, on another connection.
 * - `later`: SMTP 451, HTTP 503: not now.
 * - `refuse`: SMTP 550, HTTP 400: never.
 * - `drop-after-data`: keep the message, then cut the line before answering.
 */
export type SinkBehaviour = 'accept' | 'busy' | 'later' | 'refuse' | 'drop-after-data';
