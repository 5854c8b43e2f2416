/**
 * For one probe, in real milliseconds. In a rehearsal most of a one-second round, so that rounds keep
 * their beat; else as long as Route 53 gives: 4 s to connect, 2 s to answer and 2 s to read.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export const probeBudgetMs = (isRehearsal: boolean): number => (isRehearsal ? 900 : 8_000);
