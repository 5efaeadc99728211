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

test("says where a token will do, and for what", () => {
  type Said = { security: Record<string, string[]>[] };
  const paths = openApi()["paths"] as Record<string, Record<string, Said>>;
  const needs = (path: string, method = "post") =>
    paths[path]![method]!.security.find((way) => "token" in way)?.["token"] ?? null;
  expect(needs("/api/works/{work}", "get")).toEqual(["read"]);
  expect(needs("/api/works/new")).toEqual(["import"]);
  expect(needs("/api/works/{work}/passages/{passage}/proposals")).toEqual(["propose"]);
  for (const path of ["/api/account", "/api/proposals/{id}/accept", "/api/people/invite", "/api/settings"])
    expect(needs(path)).toBeNull();
  expect(needs("/api/people", "get")).toBeNull();
});

test("JSON has no other fields than those described; a form may", () => {
  type Content = Record<string, { schema: Record<string, unknown> }>;
  const paths = Object.values(openApi()["paths"] as Record<string, { post?: { requestBody?: { content: Content } } }>);
  const bodies = paths.flatMap(({ post }) => (post?.requestBody ? [post.requestBody.content] : []));
  expect(bodies.length).toBeGreaterThan(10);
  // What is sent as a file has no fields.
  for (const content of bodies.filter((each) => "application/json" in each)) {
    const shapes = (type: string): unknown[] =>
      [content[type]!.schema].flatMap((schema) => (schema["oneOf"] ?? schema["anyOf"] ?? [schema]) as object[]);
    for (const shape of shapes("application/json")) expect(shape).toHaveProperty("additionalProperties", false);
    for (const shape of shapes("application/x-www-form-urlencoded"))
      expect(shape).not.toHaveProperty("additionalProperties", false);
  }
});
