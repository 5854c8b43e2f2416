// Reports on mail that did not arrive, written after the shapes that these servers send; the names
// and addresses are made up.

const crlf = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'));

/** A report as RFC 3464 has it, its parts as each server orders and words them. */
const report = (head: string, said: string, status: string, back = 'message/rfc822') =>
  crlf(`${head}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain; charset=utf-8

${said}

--=_b
Content-Type: message/delivery-status

${status}

--=_b
Content-Type: ${back}

From: Préau <alertes@preau.example>
To: ce.0311131l@academie.example
Subject: ENT en panne
Message-ID: <1@preau.example>

Bonjour
--=_b--
`);

export const postfix = (to: string) =>
  report(
    `Return-Path: <>
X-Original-To: ${to}
Delivered-To: ${to}
Date: Tue,  6 Apr 2021 08:46:00 +0200 (CEST)
From: MAILER-DAEMON@relais.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${to}
Auto-Submitted: auto-replied`,
    'This is the mail system at host relais.example.',
    `Reporting-MTA: dns; relais.example
X-Postfix-Queue-ID: 4F00
Arrival-Date: Tue,  6 Apr 2021 08:45:59 +0200 (CEST)

Final-Recipient: rfc822; ce.0311131l@academie.example
Original-Recipient: rfc822;ce.0311131l@academie.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.academie.example
Diagnostic-Code: smtp; 550 5.1.1 <ce.0311131l@academie.example>: Recipient
    address rejected: User unknown in virtual mailbox table`,
  );

export const postfixDelayed = (to: string) =>
  report(
    `Return-Path: <>\nFrom: MAILER-DAEMON@relais.example\nTo: ${to}\nSubject: Delayed Mail (still being retried)`,
    '# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #',
    `Reporting-MTA: dns; relais.example

Final-Recipient: rfc822; ce.0311131l@academie.example
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.academie.example: Connection timed out
Will-Retry-Until: Sun, 11 Apr 2021 08:45:59 +0200 (CEST)`,
  );

export const exchange = (to: string) =>
  report(
    `From: <postmaster@academie.example>\nTo: <${to}>\nSubject: Non remis : ENT en panne\nX-MS-Exchange-Message-Is-Ndr:\nAuto-Submitted: auto-replied`,
    'Échec de la remise pour ces destinataires',
    `Reporting-MTA: dns;PR0P264MB0001.FRAP264.PROD.OUTLOOK.COM
Received-From-MTA: dns;PR0P264.prod.outlook.com

Final-Recipient: rfc822;ce.0311131l@academie.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException
X-Display-Name: Collège`,
  );

export const gmail = (to: string) =>
  report(
    `Delivered-To: ${to}\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: ${to}\nAuto-Submitted: auto-replied\nSubject: Delivery Status Notification (Failure)\nX-Failed-Recipients: ce.0311131l@academie.example`,
    '** Address not found **',
    `Reporting-MTA: dns; googlemail.com
Arrival-Date: Mon, 05 Apr 2021 23:45:59 -0700 (PDT)

Final-Recipient: rfc822; ce.0311131l@academie.example
Action: failed
Status: 4.4.2
Diagnostic-Code: smtp; The recipient server did not accept our requests to connect.
Last-Attempt-Date: Thu, 08 Apr 2021 23:45:59 -0700 (PDT)`,
  );

export const exim = (to: string) =>
  crlf(`Envelope-to: ${to}
X-Failed-Recipients: ce.0311131l@academie.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@exim.example>
To: ${to}
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.
A message that you sent could not be delivered to one or more of its recipients.

  ce.0311131l@academie.example
    host mx.academie.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:
    550 5.7.1 Relaying denied
`);

export const qmail = (to: string) =>
  crlf(`Return-Path: <>
Delivered-To: ${to}
From: MAILER-DAEMON@qmail.example
To: ${to}
Subject: failure notice

Hi. This is the qmail-send program at qmail.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ce.0311131l@academie.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.
`);

export const delivered = (to: string) =>
  report(
    `From: MAILER-DAEMON@relais.example\nTo: ${to}\nSubject: Successful Mail Delivery Report`,
    'Your message was successfully delivered.',
    `Reporting-MTA: dns; relais.example

Final-Recipient: rfc822; ce.0311131l@academie.example
Action: delivered
Status: 2.1.5`,
    'text/rfc822-headers',
  );

export const holiday = (to: string) =>
  crlf(`From: "Collège" <ce.0311131l@academie.example>
To: ${to}
Auto-Submitted: auto-replied
Subject: Absence : ENT en panne

Je suis absent. En cas d'urgence, 550 rue des Écoles.
`);

export const person = (to: string) =>
  crlf(`From: "Collège" <ce.0311131l@academie.example>
To: ${to}
Subject: Re: ENT en panne

Merci !
`);
