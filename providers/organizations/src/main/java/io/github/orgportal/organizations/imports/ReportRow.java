package io.github.orgportal.organizations.imports;

/**
 * What became of a row of the document.
 *
 * @param line where the row begins, from 1
 * @param path of the row (RFC 6901, JSON Pointer), such as {@code /organizations/3/accounts/17}
 * @param kind what the row is about
 * @param key its member number, unit number or login name; empty if it has none
 * @param fate what became of it
 * @param message why it was rejected and what is allowed; else empty
 */
public record ReportRow(long line, String path, RowKind kind, String key, Fate fate, String message) {}
