/** Lines of JSON as they arrive (NDJSON): all that have come at once, in one call. */
export async function readLines(body: ReadableStream<Uint8Array>, take: (lines: unknown[]) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    const found = lines.filter((line) => line.trim()).map((line) => JSON.parse(line) as unknown);
    if (found.length > 0) {
      take(found);
    }
    if (done) {
      return;
    }
  }
}
