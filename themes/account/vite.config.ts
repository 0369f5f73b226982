import react from "@vitejs/plugin-react";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";

const RESOURCES = "../target/classes/theme/portal/account/resources";

type Chunk = { file: string; css?: string[]; isEntry?: boolean };

/**
 * Keycloak links the entry's own styles alone, and takes the names of imports for addresses: the manifest that it reads has one
 * entry, with all styles and no imports.
 */
function manifestForKeycloak(): Plugin {
  return {
    name: "manifest-for-keycloak",
    apply: "build",
    closeBundle() {
      const file = join(import.meta.dirname, RESOURCES, ".vite/manifest.json");
      const chunks = Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, Chunk>);
      const entry = chunks.find((chunk) => chunk.isEntry);
      if (!entry) {
        throw new Error("The build has no entry");
      }
      const css = [...new Set(chunks.flatMap((chunk) => [...(chunk.css ?? []), ...(chunk.file.endsWith(".css") ? [chunk.file] : [])]))];
      writeFileSync(file, JSON.stringify({ "src/main.tsx": { file: entry.file, src: "src/main.tsx", isEntry: true, css } }));
      requireStyles(css);
    },
  };
}

const LIBRARY_STYLES = "node_modules/@keycloak/keycloak-account-ui/lib/keycloak-account-ui.css";
/** Of classes and variables. */
const NAME = /(?:\.|--)pf-[\w-]*\w/g;

/** Keycloak's pages come without their library's styles, because ours have them already: a new release may need more of them. */
function requireStyles(files: string[]): void {
  const ours = new Set(files.flatMap((file) => readFileSync(join(import.meta.dirname, RESOURCES, file), "utf8").match(NAME) ?? []));
  const wanted = readFileSync(join(import.meta.dirname, LIBRARY_STYLES), "utf8").match(NAME);
  const missing = [...new Set(wanted)].filter((name) => !ours.has(name));
  if (missing.length > 0) {
    throw new Error(`main.css lacks styles that Keycloak's pages use: ${missing.join(" ")}`);
  }
}

export default defineConfig({
  // Addresses of assets are relative to the file that names them: Keycloak serves them under a version of its own.
  base: "",
  plugins: [react(), manifestForKeycloak()],
  build: {
    outDir: RESOURCES,
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    cssCodeSplit: false,
    reportCompressedSize: true,
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: "src/main.tsx" },
  },
  server: { port: 5173, cors: true, origin: "http://localhost:5173" },
  test: { environment: "node", include: ["test/**/*.test.ts"] },
});
