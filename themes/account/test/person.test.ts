import { describe, expect, it } from "vitest";
import { fullName, listName } from "../src/names";
import { fieldTexts, personProblems, samePerson, trimmed } from "../src/person";

const KIM = { firstName: "Kim", lastName: "Beispiel", email: "kim.beispiel@firma.example", phone: "" };

describe("A-2 a person's data", () => {
  it("is right as it is", () => {
    expect(personProblems(KIM)).toEqual({});
    expect(personProblems({ ...KIM, phone: "+49 (0) 30 / 12-34" })).toEqual({});
  });

  it("names each field that is missing", () => {
    expect(Object.keys(personProblems({ firstName: " ", lastName: "", email: "", phone: "" })).sort()).toEqual([
      "email",
      "firstName",
      "lastName",
    ]);
  });

  it.each(["kim", "kim@firma", "kim @firma.example", "@firma.example", "kim@firma.example."])("takes %s for no address", (email) => {
    expect(personProblems({ ...KIM, email }).email).toBe("field.address");
  });

  it("refuses what is no telephone number, or too long", () => {
    expect(personProblems({ ...KIM, phone: "ruf an" }).phone).toBe("field.phone");
    expect(personProblems({ ...KIM, lastName: "x".repeat(256) }).lastName).toBe("field.tooLong");
  });

  it("does not count blanks as a change", () => {
    expect(samePerson(KIM, { ...KIM, firstName: " Kim " })).toBe(true);
    expect(trimmed({ ...KIM, phone: " 1 " }).phone).toBe("1");
  });

  it("gives the server's words to their fields", () => {
    expect(fieldTexts([{ field: "email", code: "generic", detail: "Bitte eine eigene" }])).toEqual({ email: "Bitte eine eigene" });
  });

  it("has a name in any case", () => {
    expect(listName({ ...KIM, loginName: "k" })).toBe("Beispiel, Kim");
    expect(fullName({ firstName: "", lastName: "", loginName: "k" })).toBe("k");
  });
});
