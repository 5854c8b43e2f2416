import MarkdownIt from 'markdown-it';

/** HTML is let through: the page is cleaned afterwards, like any other. */
const reader = new MarkdownIt({ html: true, linkify: false, typographer: false });

/** A text in Markdown without any site builder's dialect, as platforms keep them. */
export const plainMarkdown = (text: string): string => reader.render(text);
