/** The API described by OpenAPI 3.1, from the same shapes that check the requests. */
import { version as program } from "../../package.json";
import { onWorks } from "./openapi-works.ts";
import { onTexts } from "./openapi-texts.ts";
import { onTerms } from "./openapi-terms.ts";
import { onPassages } from "./openapi-passages.ts";
import { onProposals } from "./openapi-proposals.ts";
import { onDiscussions } from "./openapi-discussions.ts";
import { onPeople } from "./openapi-people.ts";
import type { Json } from "./openapi-shapes.ts";
import { needFor } from "./tokens.ts";

/** The whole description, as JSON. `root`: where the workbench stands. */
export function openApi(root = "/"): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Variorum",
      version: program,
      description:
        "Reading and citing need no account. Changing anything needs a session (sign in at /api/sign-in and send its cookie, with Accept: application/json) or, where “security” names it, a token, which people make on the page of their account.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: root }],
    components: { securitySchemes: SCHEMES },
    paths: secured({
      ...onWorks(),
      ...onTexts(),
      ...onTerms(),
      ...onPassages(),
      ...onProposals(),
      ...onDiscussions(),
      ...onPeople(),
    }),
  };
}

/** What a program may come with: the session's cookie, or a token. */
const SCHEMES: Json = {
  session: { type: "apiKey", in: "cookie", name: "variorum.session_token", description: "From /api/sign-in." },
  token: { type: "http", scheme: "bearer", description: "Made on the page of one's account; read, propose, import." },
};

/** Says of each address what a program may come with, as tokens are asked for what they may (`tokens.ts`). */
function secured(paths: Record<string, Json>): Json {
  const under = (path: string, methods: Json) =>
    Object.entries(methods).map(([method, said]) => {
      const need = needFor(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, "x"));
      const ways = [...(method === "get" ? [{}] : []), { session: [] }, ...(need ? [{ token: [need.needs] }] : [])];
      return [method, { ...(said as Json), security: ways }] as const;
    });
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [path, Object.fromEntries(under(path, methods))]),
  );
}
