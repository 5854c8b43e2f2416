/** How a sink answers, so that providers' bad days can be played. */
export const SINK_BEHAVIOURS = [
  'accept',
  /** SMTP 421, HTTP 429: come back later, on another connection. */
  'busy',
  /** SMTP 451, HTTP 503: not now. */
  'later',
  /** SMTP 550, HTTP 400: never. */
  'refuse',
  /** Keep the message, then cut the line before answering. */
  'drop-after-data',
] as const;

export type SinkBehaviour = (typeof SINK_BEHAVIOURS)[number];
