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
    },
  };
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
