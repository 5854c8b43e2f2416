/** The version of Préau that runs. A test keeps it equal to that of package.json. */
export const version = '0.1.0';
