import { type Html, html } from '../markup/html.ts';

/**
 * Write a table that a phone reads as well: there each row is a block, and each cell says its column.
 *
 * @param columns their words
 * @param rows cells in the order of the columns; the one at `head` names its row
 * @param head of the columns, from 0. @default the first
 */
export const renderGrid = (
  columns: readonly string[],
  rows: readonly (readonly (Html | string | number)[])[],
  head = 0,
): Html =>
  html`<table class="grid stacks"><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, at) => (at === head ? html`<th scope="row">${cell}</th>` : html`<td data-column="${columns[at] ?? ''}">${cell}</td>`))}</tr>`,
  )}</tbody></table>`;
