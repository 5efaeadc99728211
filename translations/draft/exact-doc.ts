/** The Yjs document of a draft, the same wherever the same updates have come: in browsers, in rooms, and played back. */
import * as Y from "yjs";

/** Yjs asks what a document is called only where one stands within another, and would draw thirty numbers for a name. */
const DOCUMENT = "draft";

/**
 * A document that holds what it is told and what is written in it, and nothing of its own. Yjs would take out marks that
 * say nothing after each transaction with others' updates. That writes in a copy that may only be read, and depends on
 * how updates were grouped on their way: copies would differ in marks that say something once others are gone.
 */
export function exactDoc(): Y.Doc {
  const doc = new Y.Doc({ guid: DOCUMENT });
  doc.on("afterTransaction", (transaction: Y.Transaction) => (transaction._needFormattingCleanup = false));
  return doc;
}
