import {
  type BulkEmailEntry,
  type BulkEmailEntryResult,
  SendBulkEmailCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Mail, MailMessage, SendResult } from '../../app/ports.ts';
import { inLanes } from '../local/in-lanes.ts';
import { DELIVERY_TAG, tagOfKey } from './delivery-tag.ts';
import { callOnce, type Refusal, type SendOnceOptions } from './send-once.ts';
import { sesHeaders, shareHeaders } from './ses-headers.ts';
import { shareTemplate } from './share-template.ts';

/** Destinations of one call. @see https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html */
const ENTRIES_MOST = 50;

/**
 * Characters of text in one call. Chosen: a request holds 1 MB (same page), a character is up to
 * three bytes of it, and headers and JSON want their share.
 */
const CHARACTERS_MOST = 250_000;

/** Mails of a call that SES refused as a whole, sent one by one: in flight at once. Chosen. */
const LANES = 8;

interface BulkNeeds {
  readonly options: SendOnceOptions & { readonly configurationSet: string };
  readonly client: SESv2Client;
  /** The whole `From` field. */
  readonly from: string;
  /** Sends one mail by itself. */
  readonly send: Mail['send'];
  readonly isFinal: (refusal: Refusal) => boolean;
}

/**
 * Several mails to SES in one call, with an answer for each.
 *
 * SES fills in a template: what the mails share, as {@link shareTemplate} finds it, so that no
 * name, no fact and no address is ever read as the template's own syntax. It does not escape what it
 * fills in (same page), hence each mail is what it would be sent alone.
 *
 * - A mail with a brace in a header goes alone, since SES does not say whether it reads templates
 *   there too.
 * - A call that SES refuses as a whole says nothing of most of its mails: they go one by one, and
 *   the faulty one is told from the others. A call that it puts off, or whose answer is lost, counts
 *   for all.
 * - So they do where the role may not call SendBulkEmail: its rights name the one sender, and AWS's
 *   list of condition keys does not say that SES tells the sender of such a call; and where an
 *   endpoint that speaks like SES has no such call.
 */
export function createSesBulk(needs: BulkNeeds): NonNullable<Mail['bulk']> {
  const isOfThisCall = (refusal: Refusal) =>
    refusal.name === 'AccessDeniedException' ||
    HAS_NO_SUCH_CALL.has(refusal.status ?? 0) ||
    needs.isFinal(refusal);
  const sendCall = async (messages: readonly MailMessage[]): Promise<readonly SendResult[]> => {
    const { client, options, send } = needs;
    if (messages.length <= 1) return Promise.all(messages.map(send));
    const input = inputFor(messages, needs);
    if (input === null) {
      const half = Math.ceil(messages.length / 2);
      const first = await sendCall(messages.slice(0, half));
      return [...first, ...(await sendCall(messages.slice(half)))];
    }
    const command = new SendBulkEmailCommand(input);
    const result = await callOnce(options, (call) => client.send(command, call), isOfThisCall);
    if (result.kind === 'rejected') return inLanes(messages, LANES, send);
    if (result.kind !== 'answered') return messages.map(() => result);
    const answers = result.answer.BulkEmailEntryResults ?? [];
    if (answers.length !== messages.length) return messages.map(() => NOT_EACH);
    return answers.map(resultOf);
  };

  return {
    most: ENTRIES_MOST,
    send: async (messages) => {
      const results = new Map<MailMessage, SendResult>();
      const isAlone = (message: MailMessage) =>
        sesHeaders(message).some(({ Value }) => /[{}]/u.test(Value));
      const together = messages.filter((message) => !isAlone(message));
      for (let at = 0; at < together.length; at += ENTRIES_MOST) {
        const group = together.slice(at, at + ENTRIES_MOST);
        const answers = await sendCall(group);
        for (const [index, message] of group.entries())
          results.set(message, answers[index] ?? NOT_EACH);
      }
      for (const message of messages.filter(isAlone))
        results.set(message, await needs.send(message));
      return messages.map((message) => results.get(message) ?? NOT_EACH);
    },
  };
}

/** Not found, no such method, not implemented. */
const HAS_NO_SUCH_CALL: ReadonlySet<number> = new Set([404, 405, 501]);

const NOT_EACH = {
  kind: 'unknown',
  reason: 'the provider did not answer for each mail of the call',
} as const;

/** @returns null when the mails are too long for one call */
function inputFor(messages: readonly MailMessage[], { from, options }: BulkNeeds) {
  const parts = {
    subject: shareTemplate(
      's',
      messages.map(({ subject }) => subject),
    ),
    text: shareTemplate(
      't',
      messages.map(({ text }) => text),
    ),
    html: shareTemplate(
      'h',
      messages.map(({ html }) => html),
    ),
  };
  const { subject, text, html } = parts;
  const values = messages.map((_, index) =>
    JSON.stringify({ ...subject.values[index], ...text.values[index], ...html.values[index] }),
  );
  const fixed = subject.template.length + text.template.length + html.template.length;
  const characters = values.reduce((sum, { length }) => sum + length, fixed);
  if (characters > CHARACTERS_MOST && messages.length > 1) return null;
  const headers = shareHeaders(messages.map(sesHeaders));
  return {
    FromEmailAddress: from,
    ConfigurationSetName: options.configurationSet,
    DefaultContent: {
      Template: {
        TemplateContent: { Subject: subject.template, Text: text.template, Html: html.template },
        // Each mail brings all values; without an object here SES calls the template's data invalid.
        TemplateData: '{}',
        Headers: [...headers.shared],
      },
    },
    BulkEmailEntries: messages.map((message, index) =>
      entryFor(message, values[index] ?? '{}', headers.own[index] ?? []),
    ),
  };
}

function entryFor(
  { key, to }: MailMessage,
  ReplacementTemplateData: string,
  headers: readonly { readonly Name: string; readonly Value: string }[],
): BulkEmailEntry {
  const tag = tagOfKey(key);
  return {
    Destination: { ToAddresses: [to] },
    ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData } },
    ...(headers.length === 0 ? {} : { ReplacementHeaders: [...headers] }),
    ...(tag === null ? {} : { ReplacementTags: [{ Name: DELIVERY_TAG, Value: tag }] }),
  };
}

/** Said of one mail, not of the account. Both spellings of the second are in AWS's own pages. */
const FINAL = new Set(['MESSAGE_REJECTED', 'INVALID_PARAMETER', 'INVALID_PARAMETER_VALUE']);

/**
 * What SES says of one mail of a call that it answered with 200. Whatever it names as the account's
 * (throttled, quota, paused, sender not verified) or as passing leaves the mail to be sent later.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_BulkEmailEntryResult.html
 */
function resultOf({ Status, Error: said, MessageId }: BulkEmailEntryResult): SendResult {
  const reason = [Status, said]
    .filter((part) => part !== undefined && part !== '')
    .join(': ')
    .slice(0, 300);
  if (Status === 'SUCCESS' || Status === undefined) {
    return Status === 'SUCCESS' && MessageId !== undefined
      ? { kind: 'accepted', providerId: MessageId }
      : { kind: 'unknown', reason: reason || 'the provider answered without a message id' };
  }
  const isFinal = FINAL.has(Status) && !/\bnot verified\b/iu.test(said ?? '');
  if (isFinal) return { kind: 'rejected', reason };
  return {
    kind: 'deferred',
    reason,
    ...(Status.startsWith('ACCOUNT_') ? { ofAccount: true } : {}),
  };
}
