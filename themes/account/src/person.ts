import type { FieldError, PersonalData } from "./api";

export type PersonField = keyof PersonalData;
export type FieldTexts = Partial<Record<string, string>>;

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
const PHONE = /^\+?[0-9 ()/.-]+$/;
const LONGEST_NAME = 255;
const LONGEST_PHONE = 40;

/** What is wrong with a person's data, as far as the browser can tell, as keys of texts; the server looks again. */
export function personProblems(data: PersonalData): Partial<Record<PersonField, string>> {
  const problems: Partial<Record<PersonField, string>> = {};
  for (const field of ["firstName", "lastName", "email"] as const) {
    if (!data[field].trim()) {
      problems[field] = `field.required.${field}`;
    } else if (data[field].trim().length > LONGEST_NAME) {
      problems[field] = "field.tooLong";
    }
  }
  if (!problems.email && !ADDRESS.test(data.email.trim())) {
    problems.email = "field.address";
  }
  const phone = data.phone.trim();
  if (phone && (!PHONE.test(phone) || phone.length > LONGEST_PHONE)) {
    problems.phone = "field.phone";
  }
  return problems;
}

/** The server's words for the fields at fault. */
export function fieldTexts(errors: FieldError[]): FieldTexts {
  return Object.fromEntries(errors.map(({ field, detail }) => [field, detail]));
}

export function trimmed(data: PersonalData): PersonalData {
  return {
    firstName: data.firstName.trim(),
    lastName: data.lastName.trim(),
    email: data.email.trim(),
    phone: data.phone.trim(),
  };
}

export function samePerson(a: PersonalData, b: PersonalData): boolean {
  return (["firstName", "lastName", "email", "phone"] as const).every((field) => a[field].trim() === b[field].trim());
}
