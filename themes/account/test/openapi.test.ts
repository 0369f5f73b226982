import { readFileSync } from "node:fs";
import { join } from "node:path";
import openapi, { astToString } from "openapi-typescript";
import { expect, it } from "vitest";

it("knows the API as docs/openapi.yaml describes it (npm run types)", async () => {
  const described = astToString(await openapi(new URL("../../../docs/openapi.yaml", import.meta.url)));
  const known = readFileSync(join(import.meta.dirname, "../src/openapi.d.ts"), "utf8");
  expect(known.slice(known.indexOf("export interface paths"))).toBe(described.slice(described.indexOf("export interface paths")));
});
