/** The digest of a version's words, with the command by which anybody can check it. */
import type { JSX } from "preact";
import { CopyButton } from "../design/Copy.tsx";
import { Term } from "../design/Term.tsx";

export function Digest({ digest, address }: { digest: string; address: string }): JSX.Element {
  const command = `curl -s ${address}.txt | sha256sum`;
  return (
    <div class="digest">
      <p>
        <Term id="digest">SHA-256</Term> of the words above, as UTF-8:
        <br />
        <code class="hash">{digest}</code>
      </p>
      <p>To check that these are the words that were cited, run this anywhere; it must print the same digest:</p>
      <div class="taking">
        <pre tabIndex={0} aria-label="Command that checks the digest">
          <code>{command}</code>
        </pre>
        <CopyButton words={command} what="the command" />
      </div>
    </div>
  );
}
