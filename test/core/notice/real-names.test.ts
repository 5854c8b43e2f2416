import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { septetCost } from '../../../core/notice/gsm7-alphabet.ts';
import { renderMail } from '../../../core/notice/render-mail.ts';
import { renderSms } from '../../../core/notice/render-sms.ts';
import { SMS_NAME_MOST } from '../../../core/notice/word-limits.ts';
import { allContents } from './contents.ts';
import { HOSTS, PLATFORM_NAMES, SCHOOL_NAMES } from './real-names.ts';

// Goal: whatever real name a platform has, every SMS is one part of GSM-7 and every subject a line.
// Method: every phase, cause and rung, in both languages, as news and as a drill, with real names of
// schools (a school may have a platform of its own) and of ENT, and real hosts. What is longest, and
// what has each rare letter, stands for all names: chosen from whole directories by
//
//   longest = lambda names: min(names, key=lambda n: (-len(n), n))
//   rare = {c for n in names for c in n if not c.isascii()} | set('"\'()&/;:[]|{}~^\\_,.-')
//   kept = set(sorted(names, key=lambda n: (-len(n), n))[:12]) \
//        | {longest([n for n in names if c in n]) for c in rare if any(c in n for n in names)}

const wordings = readNoticeWordings();
const names = [...SCHOOL_NAMES, ...PLATFORM_NAMES];
const to = { schools: ['0311131L'], unsubscribeUrl: 'https://preau.example/stop/abc' };

describe.each(['fr', 'en'] as const)('with real names, in %s', (language) => {
  // Of contents that are worded alike, one: a cause changes nothing in what an outage says.
  const worded = allContents.map(
    (content) => [renderSms(content, wordings[language], 'Europe/Paris').text, content] as const,
  );
  const contents = [...new Map(worded).values()];

  test.each([false, true])('every SMS is one whole part of GSM-7, in a drill: %s', (drill) => {
    const wrong: string[] = [];
    for (const [at, content] of contents.entries()) {
      for (const [turn, name] of names.entries()) {
        const mirrorUrl = `https://secours.${HOSTS[(at + turn) % HOSTS.length]}`;
        const said = { ...content, smsName: name, mirrorUrl, drill };
        const { text, septets, segments } = renderSms(said, wordings[language], 'Europe/Paris');
        const counted = Array.from(text, septetCost);
        const sum = counted.reduce((total, cost) => total + cost, 0);
        const fits = !counted.includes(0) && sum === septets && sum <= 160 && segments === 1;
        const marked = text.startsWith('EXERCICE') === (drill || content.phase === 'drill');
        if (!fits || !marked || !isWhole(text)) wrong.push(text);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every SMS that names more platforms is one whole part, and names or counts them where it can', () => {
    const wrong: string[] = [];
    let named = 0;
    for (const content of contents.filter(({ phase }) => phase === 'outage'))
      for (const [turn, name] of names.entries())
        for (const count of [1, 2, 9]) {
          const others = Array.from(
            { length: count },
            (_, n) => names[(turn + n) % names.length] ?? '',
          );
          const mirrorUrl = `https://secours.${HOSTS[turn % HOSTS.length]}`;
          const said = { ...content, smsName: name, mirrorUrl };
          const at = content.fellAt;
          const { text, segments } = renderSms(
            said,
            wordings[language],
            'Europe/Paris',
            at,
            others,
          );
          const tells = /Aussi en panne|Also down/u.test(text);
          if (tells) named += 1;
          if (segments !== 1 || !isWhole(text)) wrong.push(text);
        }
    expect(wrong).toEqual([]);
    expect(named).toBeGreaterThan(names.length);
  });

  test('every subject is a line that begins the same way', () => {
    const subjects = contents.flatMap((content) =>
      names.map((name) => {
        const said = { ...content, platformName: name, smsName: name.slice(0, SMS_NAME_MOST) };
        return renderMail(said, wordings[language], 'Europe/Paris')(to).subject;
      }),
    );
    const isRight = (subject: string) =>
      subject.length <= 78 && /^(?:EXERCICE.* - )?\[Préau\] \S/u.test(subject);
    expect(subjects.filter((subject) => !isRight(subject))).toEqual([]);
  });
});

/** Ends as a wording ends: with its stop, or with the lessons' address. */
const isWhole = (text: string): boolean =>
  text.endsWith('.') || HOSTS.some((host) => text.endsWith(`secours.${host}`));
