/** Rows that the server takes from one file. */
export const MOST_ROWS = 10_000;

/** What a file of clerks can say about each of them. */
export const COLUMNS = [
  { name: "first_name", field: "firstName", required: true },
  { name: "last_name", field: "lastName", required: true },
  { name: "email", field: "email", required: true },
  { name: "phone", field: "phone", required: false },
  { name: "login_name", field: "loginName", required: false },
  { name: "mailboxes", field: "mailboxes", required: false },
  { name: "terms_confirmed", field: "termsConfirmed", required: false },
] as const;

export type Row = {
  /** Where it begins, from 1. */
  line: number;
  cells: string[];
};
export type Table = { columns: string[]; rows: Row[] };

/** Why a file is none of clerks, as the end of a text's key, with the values in that text. */
export type Fault = { fault: "empty" | "spreadsheet" | "encoding" | "syntax" | "columns" | "rows"; values: Record<string, string | number> };

class SyntaxFault extends Error {
  readonly line: number;

  constructor(line: number) {
    super();
    this.line = line;
  }
}

const SPREADSHEETS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/**
 * Reads a file as the server will, so that what is wrong with it as a whole is said before anything is sent; the server looks again.
 */
export function readTable(bytes: Uint8Array): Table | Fault {
  if (SPREADSHEETS.some((mark) => mark.every((byte, at) => bytes[at] === byte))) {
    return { fault: "spreadsheet", values: {} };
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { fault: "encoding", values: {} };
  }
  try {
    const [head, ...rows] = readRows(text);
    if (!head || rows.length === 0) {
      return { fault: "empty", values: {} };
    }
    const columns = head.cells.map((cell) => cell.trim().toLowerCase());
    return columnFault(columns) ?? (rows.length > MOST_ROWS ? { fault: "rows", values: { rows: rows.length } } : { columns, rows });
  } catch (error) {
    if (error instanceof SyntaxFault) {
      return { fault: "syntax", values: { line: error.line } };
    }
    throw error;
  }
}

function columnFault(columns: string[]): Fault | undefined {
  const known: readonly string[] = COLUMNS.map(({ name }) => name);
  const wrong = [
    ...columns.filter((column) => !known.includes(column)),
    ...columns.filter((column, at) => columns.indexOf(column) < at),
  ];
  const missing = COLUMNS.filter(({ name, required }) => required && !columns.includes(name)).map(({ name }) => name);
  return wrong.length > 0 || missing.length > 0
    ? { fault: "columns", values: { wrong: wrong.join(", ") || "–", missing: missing.join(", ") || "–" } }
    : undefined;
}

/** RFC 4180, divided by semicolons if the first row has one outside of quotation marks, else by commas. Empty lines do not count. */
function readRows(text: string): Row[] {
  const separator = separatorOf(text);
  const rows: Row[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row: Row = { line, cells: [] };
    let end: string | undefined;
    do {
      let cell = "";
      if (text[at] === '"') {
        at++;
        while (text[at] !== '"' || text[at + 1] === '"') {
          if (at >= text.length) {
            throw new SyntaxFault(line);
          }
          line += text[at] === "\n" ? 1 : 0;
          cell += text.charAt(at);
          at += text[at] === '"' ? 2 : 1;
        }
        at += text[at + 1] === "\r" ? 2 : 1;
      } else {
        while (at < text.length && text[at] !== separator && text[at] !== "\n") {
          if (text[at] === '"') {
            throw new SyntaxFault(line);
          }
          cell += text.charAt(at);
          at++;
        }
        cell = text[at] === "\n" ? cell.replace(/\r$/, "") : cell;
      }
      end = text[at];
      if (end !== undefined && end !== separator && end !== "\n") {
        throw new SyntaxFault(line);
      }
      at++;
      row.cells.push(cell);
    } while (end === separator);
    line++;
    if (row.cells.length > 1 || row.cells[0]?.trim()) {
      rows.push(row);
    }
  }
  return rows;
}

function separatorOf(text: string): ";" | "," {
  const first = /^(?:[^"\n]|"[^"]*")*/.exec(text)?.[0] ?? "";
  return first.replace(/"[^"]*"/g, "").includes(";") ? ";" : ",";
}

/** The same file in UTF-8: spreadsheets write what Windows writes, or UTF-16. */
export function recode(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "windows-1252";
  return new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}

/** A file of these rows, with the mark by which spreadsheets know UTF-8. */
export function writeTable({ columns, rows }: { columns: readonly string[]; rows: Pick<Row, "cells">[] }, separator: ";" | ","): string {
  const cell = (text: string) => (/[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return "\uFEFF" + [columns, ...rows.map(({ cells }) => cells)].map((cells) => `${cells.map(cell).join(separator)}\r\n`).join("");
}
