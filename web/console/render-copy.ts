import type { Words } from '../../app/views/words.ts';
import { type Html, html } from '../markup/html.ts';

/**
 * Write a command with a button that copies it; where the browser lets no page do that, the button selects it.
 *
 * @param what it does, for whoever hears the button alone
 */
export const renderCopy = (text: string, what: string, words: Words): Html =>
  html`<code>${text}</code> <button type="button" class="copy" data-copy="yes" data-copied="${words('console.copy.copied')}" data-selected="${words('console.copy.selected')}">${words('console.copy.button')}<span class="unheard"> : ${what}</span></button> <span class="copied soft small" role="status" data-kept="yes"></span>`;
