/** Where a browser has them. @see https://www.w3.org/TR/trusted-types/ */
interface Window {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { readonly createHTML: (markup: string) => string },
    ): { createHTML(markup: string): string };
  };
}
