/** The description of the API beside the routes: what programs may ask is described, and nothing else is. */
import { expect, test } from "vitest";
import { openApi } from "../../server/http/openapi.ts";
import { routeTable } from "../bench/hostile-table.ts";

/** Addresses of which several are described, each by what it does. */
const BY_PURPOSE = new Map([
  ["/api/works/{}/passages/{}/{}", "/api/works/{}/passages/{}/v{}..v{}"],
  ["/api/proposals/{}/{}", "/api/proposals/{}/accept"],
]);
/** The description itself. */
const LEFT_OUT = new Set(["/api/openapi.json"]);

const nameless = (path: string) => path.replaceAll(/\{\w+\}|:\w+/g, "{}");

const described = Object.entries(openApi()["paths"] as Record<string, object>).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${nameless(path)}`),
);

const asked = routeTable()
  .filter(({ path }) => path.startsWith("/api/") && !LEFT_OUT.has(path))
  .map(({ method, path }) => `${method} ${BY_PURPOSE.get(nameless(path)) ?? nameless(path)}`);

test.each(asked)("%s is described", (route) => {
  expect(described).toContain(route);
});

test("JSON has no other fields than those described; a form may", () => {
  type Content = Record<string, { schema: Record<string, unknown> }>;
  const paths = Object.values(openApi()["paths"] as Record<string, { post?: { requestBody?: { content: Content } } }>);
  const bodies = paths.flatMap(({ post }) => (post?.requestBody ? [post.requestBody.content] : []));
  expect(bodies.length).toBeGreaterThan(10);
  for (const content of bodies) {
    const shapes = (type: string): unknown[] =>
      [content[type]!.schema].flatMap((schema) => (schema["oneOf"] ?? schema["anyOf"] ?? [schema]) as object[]);
    for (const shape of shapes("application/json")) expect(shape).toHaveProperty("additionalProperties", false);
    for (const shape of shapes("application/x-www-form-urlencoded"))
      expect(shape).not.toHaveProperty("additionalProperties", false);
  }
});
