// Goal: what judges cleaned pages sees what runs, asks or fetches, and passes over what does not.
// Method: one of each, in the plainest form and in disguise.
import { expect, test } from 'vitest';
import { DISGUISES } from '../adapters/local/mirror/hostile.ts';
import { activeMarkup } from './active-markup.ts';

test.each([
  '<script>',
  '<p onclick="x">',
  '<a href="javascript:x">',
  '<a href="&#106;ava&#x73;cript:x">',
  '<a href=" java\tscript:x">',
  '<img src="data:text/html,x">',
  '<p style="background:url(x)">',
  '<p style="background:url(#a)url(//x)">',
  '<p style="position : fixed">',
  "<p title='x'>",
  '<p title=x>',
  '< p>',
  '<form action="/">',
  `<p title="${'x'.repeat(30_000)}" onload="x">`,
])('%j is seen', (html) => expect(activeMarkup(`<p>avant</p>${html}`)).not.toBeNull());

test.each([
  '<p>a &lt;script&gt;</p>',
  '<img src="data:image/png;base64,AA" alt="">',
  '<a href="https://ecole.example/a?b=c">x</a>',
  '<br />',
  '<td style="color:red" colspan="2">',
  '<path style="fill:url(#a);stroke:url(&quot;#b&quot;)">',
  `<p title="${'x'.repeat(30_000)}">`,
  'sans balise',
])('%j is passed over', (html) => expect(activeMarkup(html)).toBeNull());

test('every known disguise is seen as it stands', () => {
  const passed = DISGUISES.filter((html) => activeMarkup(html) === null);
  expect(passed).toEqual([]);
});
