/** The latest end of each stage, in milliseconds from the probe's beginning. */
export interface StageDeadlines {
  readonly dnsMs: number;
  readonly tcpMs: number;
  readonly tlsMs: number;
  /** Of the answer's headers; its body has until the end of the budget. */
  readonly httpMs: number;
  readonly bodyMs: number;
}

/**
 * Share a probe's budget out over its stages.
 *
 * A stage ends at its deadline at the latest, so that one that hangs leaves the next ones theirs;
 * what it does not use passes on to them. Of 8 s: names until 3 s, the connection until 5 s, the
 * handshake until 6 s, the headers until 7.5 s. Route 53 gives 4 s to connect, then 2 s for the
 * status and 2 s for the body, and resolves names apart from these. The parts are chosen.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export const stageDeadlines = (budgetMs: number): StageDeadlines => ({
  dnsMs: (budgetMs * 3) / 8,
  tcpMs: (budgetMs * 5) / 8,
  tlsMs: (budgetMs * 6) / 8,
  httpMs: (budgetMs * 15) / 16,
  bodyMs: budgetMs,
});
