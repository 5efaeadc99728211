/** Who translated and edited a work, where that was published and when. */
import type { JSX } from "preact";
import { Dated } from "../design/People.tsx";
import { namesOf } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { webAddress } from "../links/addresses.ts";
import type { WorkHead } from "../shell/view.ts";
import { READING } from "./words.tsx";

/** A translation in a line; whatever is not known of it is not said. */
export function MadeBy({ translation }: { translation: WorkHead["translation"] }): JSX.Element {
  const { publisher, date, url = "" } = translation;
  const [translators, editors] = [translation.translators, translation.editors].map(namesOf);
  const at = webAddress(url);
  const place = publisher || (/^https?:\/\/([^/?#]+)/i.exec(at ?? "")?.[1] ?? "");
  return (
    <>
      {wordsFrom(READING).madeBy(translators!, editors!)} {at ? <a href={at}>{place}</a> : place}
      {place && date && ", "}
      {date && <Dated iso={date} />}
    </>
  );
}
