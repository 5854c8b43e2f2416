import { expect, test } from 'vitest';
import { webAddress } from '../../../../../adapters/local/lessons/cartridge/web-address.ts';

// Goal: a link without its scheme is completed only where it can be nothing but a web site.
// Method: addresses as teachers write them, good and bad.

test.each([
  ['https://fr.wikipedia.org/wiki/Euclide', 'https://fr.wikipedia.org/wiki/Euclide'],
  ['youtube.com/watch?v=1', 'https://youtube.com/watch?v=1'],
  ['www.education.gouv.fr', 'https://www.education.gouv.fr'],
  ['//eduscol.education.fr/x', 'https://eduscol.education.fr/x'],
  ['/web-link', null],
  ['cours.pdf', null],
  ['exercice.py', null],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['https://', null],
  ['localhost:8080', null],
  ['', null],
])('%s', (raw, href) => {
  const address = webAddress(raw);
  expect(address.kind === 'address' ? address.href : null).toBe(href);
});
