import { describe, expect, it } from "vitest";
import { MOST_ROWS, readTable, recode, writeTable } from "../src/csv";
import { readLines } from "../src/lines";

const bytes = (text: string) => new TextEncoder().encode(text);
const HEAD = "first_name;last_name;email\n";

describe("A-2 a file of clerks", () => {
  it("is read with semicolons or commas, with or without byte order mark, and knows where its rows begin", () => {
    const rows = [
      { line: 2, cells: ["Kim", "B, \"Beta\"", "kim@firma.example"] },
      { line: 4, cells: ["Robin\nR", "C", "robin@firma.example"] },
      { line: 7, cells: ["Uli", "D", "uli@firma.example"] },
    ];
    const table = { columns: ["first_name", "last_name", "email"], rows };
    const text = 'First_Name;last_name; email\r\nKim;"B, ""Beta""";kim@firma.example\r\n\r\n"Robin\nR";C;robin@firma.example\n\nUli;D;uli@firma.example';
    expect(readTable(bytes(`\uFEFF${text}`))).toEqual(table);
    expect(readTable(bytes(writeTable(table, ",")))).toMatchObject({ rows: rows.map(({ cells }) => ({ cells })) });
  });

  it("that is none says why", () => {
    const fault = (content: Uint8Array) => readTable(content);
    expect(fault(bytes(""))).toMatchObject({ fault: "empty" });
    expect(fault(bytes(HEAD))).toMatchObject({ fault: "empty" });
    expect(fault(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toMatchObject({ fault: "spreadsheet" });
    expect(fault(new Uint8Array([...bytes(HEAD), 0x4d, 0xfc, 0x6c]))).toMatchObject({ fault: "encoding" });
    expect(fault(bytes(`${HEAD}Kim;"B;kim@firma.example\n`))).toMatchObject({ fault: "syntax" });
    expect(fault(bytes(`${HEAD}Kim;B"C;kim@firma.example\n`))).toEqual({ fault: "syntax", values: { line: 2 } });
    expect(fault(bytes("first_name;email;email;shoe\nKim;a;b;42\n"))).toEqual({
      fault: "columns",
      values: { wrong: "shoe, email", missing: "last_name" },
    });
    expect(fault(bytes(HEAD + "a;b;c\n".repeat(MOST_ROWS)))).toMatchObject({ columns: ["first_name", "last_name", "email"] });
    expect(fault(bytes(HEAD + "a;b;c\n".repeat(MOST_ROWS + 1)))).toEqual({ fault: "rows", values: { rows: MOST_ROWS + 1 } });
  });

  it("from a spreadsheet of old becomes UTF-8", () => {
    expect(readTable(recode(new Uint8Array([...bytes(HEAD), 0x4d, 0xfc, 0x3b, 0x3b, 0x0a])))).toMatchObject({ rows: [{ cells: ["Mü", "", ""] }] });
    const wide = new Uint8Array([0xff, 0xfe, ...Array.from(`${HEAD}Mü;;\n`).flatMap((letter) => [letter.charCodeAt(0), 0])]);
    expect(readTable(recode(wide))).toMatchObject({ rows: [{ cells: ["Mü", "", ""] }] });
  });

  it("is answered row by row, wherever the network cuts", async () => {
    const text = bytes('{"line":2,"of":"ü"}\n{"line":3}\n{"summary":{}}\n');
    for (let cut = 1; cut < text.length; cut++) {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(text.slice(0, cut));
          controller.enqueue(text.slice(cut));
          controller.close();
        },
      });
      const found: unknown[] = [];
      await readLines(stream, (lines) => found.push(...lines));
      expect(found).toEqual([{ line: 2, of: "ü" }, { line: 3 }, { summary: {} }]);
    }
  });
});
