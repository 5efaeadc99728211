/** The one file, in the data folder, that holds everything but the secret of the sessions. */
export const DATABASE = "variorum.db";

/** The header that says what was written, as JSON in the letters of an address. */
export const WRITTEN = "Variorum-Written";
