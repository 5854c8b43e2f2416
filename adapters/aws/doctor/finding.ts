/** What one look at the account is about, in the order of the report. */
export const CHECK_NAMES = [
  'account',
  'clock',
  'mail',
  'mail-domain',
  'sms',
  'quota',
  'zones',
  'holds',
  'bootstrap',
  'stacks',
  'alarms',
  'health',
  'certificates',
  'second-host',
  'pushes',
  'heartbeat',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

/**
 * - `ok`: as it must be
 * - `warn`: works, but weaker than it could; or is still to be done, and nothing breaks meanwhile
 * - `fail`: must be put right before a deployment, or somebody will not be told or sheltered
 * - `unknown`: could not be looked at
 */
export type FindingState = 'ok' | 'warn' | 'fail' | 'unknown';

/** Everything that can be found, with what it means. Words and remedies: cli/doctor-words.ts. */
export const FINDINGS = {
  'account-known': 'ok',
  'account-other': 'fail',
  'clock-agrees': 'ok',
  'clock-off': 'warn',
  'clock-untold': 'unknown',
  'mail-ready': 'ok',
  'mail-sandboxed': 'fail',
  'mail-off': 'fail',
  'mail-rate-low': 'warn',
  'mail-quota-low': 'warn',
  'mail-quota-short': 'fail',
  'mail-domain-ready': 'ok',
  'mail-domain-to-come': 'ok',
  'mail-domain-taken': 'fail',
  'mail-domain-missing': 'fail',
  'mail-domain-unverified': 'fail',
  'mail-domain-unsigned': 'warn',
  'mail-domain-key-short': 'warn',
  'sms-unused': 'ok',
  'sms-ready': 'ok',
  'sms-sandboxed': 'fail',
  'sms-limit-low': 'warn',
  'sms-limit-short': 'fail',
  'sms-limit-tiny': 'fail',
  'sms-calendar-over': 'warn',
  'sms-sender-missing': 'fail',
  'sms-sender-untold': 'unknown',
  'quota-fits': 'ok',
  'quota-exceeded': 'fail',
  'zone-delegated': 'ok',
  'zone-not-delegated': 'warn',
  'zone-to-come': 'warn',
  'zone-missing': 'fail',
  'zone-other': 'fail',
  'name-paired': 'ok',
  'name-free': 'ok',
  'name-plain': 'warn',
  'holds-readable': 'ok',
  'holds-shut': 'fail',
  'bootstrap-ready': 'ok',
  'bootstrap-missing': 'warn',
  'bootstrap-old': 'fail',
  'stacks-all': 'ok',
  'stacks-none': 'ok',
  'stacks-missing': 'warn',
  'stack-busy': 'warn',
  'stack-broken': 'fail',
  'stack-drifted': 'warn',
  'health-none': 'ok',
  'health-well': 'ok',
  'health-origin-fails': 'fail',
  'health-held': 'warn',
  'health-no-data': 'warn',
  'alarms-ready': 'ok',
  'alarms-to-come': 'ok',
  'alarm-missing': 'warn',
  'alarm-silent': 'warn',
  'alarm-rings': 'warn',
  'certificates-unneeded': 'ok',
  'certificate-ready': 'ok',
  'certificate-to-come': 'ok',
  'certificate-pending': 'fail',
  'certificate-ends': 'warn',
  'second-host-none': 'warn',
  'second-host-ready': 'ok',
  'second-host-keyless': 'fail',
  'pushes-none': 'ok',
  'push-key-to-come': 'ok',
  'push-key-ready': 'ok',
  'push-key-going': 'fail',
  'push-key-gone': 'fail',
  'heartbeat-set': 'ok',
  'heartbeat-none': 'warn',
  'not-allowed': 'unknown',
  'no-answer': 'unknown',
} as const satisfies Readonly<Record<string, FindingState>>;

export type FindingCode = keyof typeof FINDINGS;

/** One thing that was found. */
export interface Finding {
  readonly check: CheckName;
  readonly code: FindingCode;
  readonly state: FindingState;
  /** What its words name in braces. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Make a finding; what its code means is its state. */
export const finding = (
  check: CheckName,
  code: FindingCode,
  values: Finding['values'] = {},
): Finding => ({ check, code, state: FINDINGS[code], values });
