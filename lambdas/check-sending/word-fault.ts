import type { Finding } from '../../adapters/aws/doctor/finding.ts';

/** What whoever deploys reads in CloudFormation, which has one language. */
export function wordFault({ code, values }: Finding): string {
  const value = (name: string): string => String(values[name] ?? '-');
  switch (code) {
    case 'mail-sandboxed':
      return `SES is in its sandbox in ${value('region')}, and writes to addresses of your own only: ask for production access in its console`;
    case 'mail-off':
      return `SES does not send in ${value('region')} (${value('status')}): see its console, reputation`;
    case 'mail-quota-short':
      return `SES sends ${value('quota')} mails a day, one notice is ${value('mails')}: ask for a higher daily quota`;
    case 'sms-sandboxed':
      return `SMS are in their sandbox (${value('tier')}), and go to ten numbers of your own: leave it in the console of End User Messaging`;
    case 'sms-limit-tiny':
    case 'sms-limit-short':
      return `SMS stop at ${value('limit')} dollars a month, below notices.budget (${value('budget')} euros): raise the monthly spending limit (AWS support, then the setting), or lower notices.budget`;
    case 'sms-sender-missing':
      return `the sender ${value('sender')} is not there for France: ask for it in End User Messaging, Sender IDs`;
    default:
      return `${code} ${JSON.stringify(values)}: see "preau doctor"`;
  }
}
