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
