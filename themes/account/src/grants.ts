import type { Held, Right, Unit, UnitGrant } from "./api";

/** Ids of granted rights, by the ids of units. A unit without any is not in it. */
export type Grants = ReadonlyMap<string, ReadonlySet<string>>;

/** The most that a person can give and take away; undefined if that is everything. */
export type Ceiling = Grants | undefined;

export function readCeiling(held: Held): Ceiling {
  return held.bound ? readGrants(held.grants) : undefined;
}

export function readGrants(grants: UnitGrant[]): Grants {
  return new Map(grants.map(({ unit, rights }) => [unit, new Set(rights)]));
}

/** In an order that depends on nothing but what is granted. */
export function writeGrants(grants: Grants): UnitGrant[] {
  return [...grants]
    .filter(([, rights]) => rights.size > 0)
    .map(([unit, rights]) => ({ unit, rights: [...rights].sort() }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

/** The rights that exist for a unit's type. */
export function rightsFor(unit: Unit, rights: Right[]): Right[] {
  return rights.filter(({ unitTypes }) => unitTypes.length === 0 || unitTypes.includes(unit.type));
}

/** The rights of a unit that a person with this ceiling can give and take away. */
export function grantable(unit: Unit, rights: Right[], ceiling: Ceiling): Right[] {
  return rightsFor(unit, rights).filter(({ id }) => ceiling === undefined || ceiling.get(unit.id)?.has(id));
}

/** Whether a right exists for a unit's type. */
export function isAvailable(right: Right, unit: Unit): boolean {
  return rightsFor(unit, [right]).length > 0;
}

/** Whether a right can be granted at a unit, and has no effect until the unit has its identifier. */
export function lacksIdentifier(right: Right, unit: Unit): boolean {
  return isAvailable(right, unit) && right.needsIdentifier && !unit.identifier;
}

/** A right with all that it requires, directly or not. */
export function withRequired(id: string, rights: Right[]): Set<string> {
  const found = new Set<string>();
  const visit = (each: string) => {
    if (!found.has(each)) {
      found.add(each);
      rights.find((right) => right.id === each)?.requires.forEach(visit);
    }
  };
  visit(id);
  return found;
}

/** The rights that need a right, directly or not, and the right itself. */
export function withDependents(id: string, rights: Right[]): Set<string> {
  return new Set(rights.filter((right) => withRequired(right.id, rights).has(id)).map((right) => right.id));
}

/**
 * Grants a right, with all that it requires; or takes it back, with all that needs it.
 *
 * @returns the grants, and the ids of the rights that changed besides the one that was meant
 */
export function toggle(
  grants: Grants,
  unit: string,
  id: string,
  on: boolean,
  rights: Right[],
): { grants: Grants; also: string[] } {
  const before = grants.get(unit) ?? new Set<string>();
  const after = new Set(before);
  const meant = on ? withRequired(id, rights) : withDependents(id, rights);
  const also = [...meant].filter((each) => each !== id && before.has(each) !== on);
  meant.forEach((each) => (on ? after.add(each) : after.delete(each)));
  return { grants: put(grants, unit, after), also };
}

/** All rights of units that the person can give, or none of them. What is beyond the ceiling stays as it is. */
export function setAll(grants: Grants, units: Unit[], rights: Right[], on: boolean, ceiling: Ceiling): Grants {
  return units.reduce<Grants>((all, unit) => {
    const meant = grantable(unit, rights, ceiling).map(({ id }) => id);
    const beyond = [...(all.get(unit.id) ?? [])].filter((id) => !meant.includes(id));
    return put(all, unit.id, new Set(on ? [...beyond, ...meant] : beyond));
  }, grants);
}

function put(grants: Grants, unit: string, rights: ReadonlySet<string>): Grants {
  const next = new Map(grants);
  if (rights.size > 0) {
    next.set(unit, rights);
  } else {
    next.delete(unit);
  }
  return next;
}

/** How much of what the person can give at a unit is granted. */
export function extent(unit: Unit, rights: Right[], grants: Grants, ceiling: Ceiling): "none" | "some" | "all" {
  const meant = grantable(unit, rights, ceiling);
  const held = meant.filter(({ id }) => grants.get(unit.id)?.has(id)).length;
  if (held === 0) {
    return "none";
  }
  return held === meant.length ? "all" : "some";
}
