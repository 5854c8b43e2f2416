import DKIM from 'nodemailer/lib/dkim';
import MimeNode from 'nodemailer/lib/mime-node';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { type ComposedMail, composeMime } from './compose-mime.ts';

/** What nodemailer's pool takes to carry. */
export type SmtpParcel = Parameters<InstanceType<typeof SMTPPool>['send']>[0];

/** Signs what is to be sent, whole; see {@link createSigner}. */
export type Signer = Pick<DKIM, 'sign'>;

/** @param options of nodemailer's signing */
export const createSigner = (options: ConstructorParameters<typeof DKIM>[0]): Signer =>
  new DKIM(options);

/**
 * A mail as nodemailer's pool takes it, its MIME made already. The mailer before that pool would put
 * three streams and a tree of parts around what is one buffer, which takes longer than to carry it.
 *
 * @param signer absent: it leaves as it is
 */
export function smtpParcel(mail: ComposedMail, signer: Signer | null): SmtpParcel {
  const raw = composeMime(mail);
  const { messageId } = mail;
  const parcel = {
    data: {},
    message: {
      getEnvelope: () => envelopeOf(mail),
      messageId: () => messageId,
      getHeader: () => messageId,
      createReadStream: () => (signer === null ? raw : signer.sign(raw)),
    },
  };
  // These are all members that the pool asks for; their own type has a whole mailer's.
  return parcel as unknown as SmtpParcel;
}

/** What needs no reading: most addresses there are. */
const PLAIN = /^[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/u;

/** Anew each time: the connection writes in it. The recipient is one, whatever signs it has. */
function envelopeOf({ from, envelopeFrom, to }: ComposedMail) {
  const sender = envelopeFrom ?? from;
  if (PLAIN.test(to)) return { from: addressIn(sender), to: [to] };
  const node = new MimeNode('text/plain');
  return node.setEnvelope({ from: sender, to: { name: '', address: to } }).getEnvelope();
}

/** The address of `Préau <alertes@preau.example>`; false for what has none. */
function addressIn(sender: string): string | false {
  if (PLAIN.test(sender)) return sender;
  if (sender !== lastShown.sender) {
    const node = new MimeNode('text/plain');
    lastShown = { sender, address: node.setEnvelope({ from: sender }).getEnvelope().from };
  }
  return lastShown.address;
}

/** There is one sender as a rule. */
let lastShown: { readonly sender: string; readonly address: string | false } = {
  sender: '',
  address: false,
};
