/** The file of the status page that a host shows at an address where nothing is. */
export const MISSING_PAGE = '404.html';
