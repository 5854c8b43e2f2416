import type { FindingState } from '../adapters/aws/doctor/finding.ts';

/** Everything that can be found on a machine, with what it means. Words: doctor-machine-words.ts. */
const FINDINGS = {
  'addresses-real': 'ok',
  'address-of-documents': 'fail',
  'clock-kept': 'ok',
  'clock-alone': 'warn',
  'clock-untold': 'unknown',
  'disk-fits': 'ok',
  'disk-low': 'warn',
  'disk-full': 'fail',
  'data-to-come': 'ok',
  'data-closed': 'ok',
  'data-open': 'warn',
  'ports-free': 'ok',
  'ports-taken': 'warn',
  'ports-forbidden': 'fail',
  'address-elsewhere': 'fail',
  'password-unset': 'fail',
  'password-nowhere': 'fail',
  'mail-nameless': 'warn',
  'mail-whole': 'ok',
  'files-there': 'ok',
  'file-missing': 'fail',
  'secret-open': 'fail',
  'delegation-right': 'ok',
  'delegation-other': 'warn',
  'delegation-none': 'fail',
  'delegation-untold': 'unknown',
  'served-well': 'ok',
  'served-ends': 'warn',
  'served-over': 'fail',
  'served-refused': 'fail',
  'served-silent': 'warn',
  'time-agrees': 'ok',
  'time-off': 'warn',
  'time-untold': 'unknown',
  'login-well': 'ok',
  'login-silent': 'fail',
} as const satisfies Readonly<Record<string, FindingState>>;

export type MachineCheck =
  | 'platforms'
  | 'clock'
  | 'disk'
  | 'data'
  | 'ports'
  | 'mail'
  | 'files'
  /** These ask the network, on request only. */
  | 'delegation'
  | 'served'
  | 'time'
  | 'login';
export type MachineCode = keyof typeof FINDINGS;

/** One thing that was found on this machine. */
export interface MachineFinding {
  readonly check: MachineCheck;
  readonly code: MachineCode;
  readonly state: FindingState;
  /** What its words name in braces. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Make a finding; what its code means is its state. */
export const machineFinding = (
  check: MachineCheck,
  code: MachineCode,
  values: MachineFinding['values'] = {},
): MachineFinding => ({ check, code, state: FINDINGS[code], values });
