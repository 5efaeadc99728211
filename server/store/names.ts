/** The one file, in the data folder, that holds everything but the secret of the sessions. */
export const DATABASE = "variorum.db";
