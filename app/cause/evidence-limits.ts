/** What one incident may keep of raw forms. All chosen. */
export interface EvidenceLimits {
  /** One form: twice the largest public feed that was seen. */
  readonly formBytes: number;
  /** All forms of an incident. */
  readonly incidentBytes: number;
  /** Five forms a review, one every quarter of an hour, for two days. */
  readonly forms: number;
}

export const EVIDENCE_LIMITS: EvidenceLimits = {
  formBytes: 8 * 1_048_576,
  incidentBytes: 64 * 1_048_576,
  forms: 1_000,
};
