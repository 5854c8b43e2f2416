import { CfnOutput } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EasyDkimSigningKeyLength,
  DkimIdentity,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface MailSendingProps {
  /** The address that notices come from. */
  readonly from: string;
  readonly receipts: ITopic;
}

/** Opens and clicks are not among them: nobody is watched reading a notice. */
const EVENTS = [
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.RENDERING_FAILURE,
];

/**
 * How notices leave by Amazon SES: the domain they come from, signed by DKIM, and the configuration
 * set that each names, by which SES reports what became of it.
 *
 * Mail leaves over TLS or not at all, and not to an address that bounced or complained before: such
 * a one is an operator's task at once instead of a bounce more.
 */
export class MailSending extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly identity: EmailIdentity;

  constructor(scope: Construct, id: string, { from, receipts }: MailSendingProps) {
    super(scope, id);
    this.configurationSet = new ConfigurationSet(this, 'Set', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSet.addEventDestination('Receipts', {
      destination: EventDestination.snsTopic(receipts),
      events: EVENTS,
    });
    this.identity = new EmailIdentity(this, 'Domain', {
      identity: Identity.domain(from.slice(from.lastIndexOf('@') + 1).toLowerCase()),
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      configurationSet: this.configurationSet,
      // A bounce comes back as a receipt; a mailbox full of them would be read by nobody.
      feedbackForwarding: false,
    });
    for (const [index, { name, value }] of this.identity.dkimRecords.entries())
      new CfnOutput(this, `Dkim${index + 1}`, {
        description: `CNAME to publish in the zone of ${from}, or SES sends nothing`,
        value: `${name} CNAME ${value}`,
      });
  }
}
