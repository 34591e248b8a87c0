/**
 * An RFC 7396 merge patch (objects merge, null deletes, everything else replaces) with one escape: an object whose only key is "$"
 * puts its value as it is. RFC 7396 alone can neither set a member to null nor replace an object, so without the escape patches
 * would not compose, and a figure that becomes unknown (null) would vanish instead.
 */
export type MergePatch = { readonly [key: string]: unknown };

type Json = { readonly [key: string]: unknown };

/** Puts a value verbatim: `{ at: { $: null } }` makes `at` null. */
const PUT = '$';

/** The patch that leads from `before` to `after`; null when nothing changed. Subtrees shared by reference cost one comparison. */
export function diff<T extends object>(before: T, after: T): MergePatch | null {
  if (before === after) return null;
  return diffObjects(before as unknown as Json, after as unknown as Json);
}

/** What the patch makes of the document. Shares every untouched subtree with it, and changes neither. */
export function apply<T>(document: T, patch: MergePatch): T {
  return applied(document, patch) as T;
}

/** One patch for two in a row: `apply(a, compose(p, q))` is `apply(apply(a, p), q)`. */
export function compose(first: MergePatch, second: MergePatch): MergePatch {
  const both = composed(first, second);
  return isObject(both) ? both : { [PUT]: both };
}

function diffObjects(before: Json, after: Json): MergePatch | null {
  if (Object.hasOwn(after, PUT) || Object.hasOwn(before, PUT)) return equals(before, after) ? null : { [PUT]: after };
  let patch: Record<string, unknown> | null = null;
  for (const key of Object.keys(after)) {
    const was = before[key];
    const is = after[key];
    if (was === is && (is !== undefined || Object.hasOwn(before, key))) continue;
    const change = diffMember(Object.hasOwn(before, key) ? was : undefined, is);
    if (change === undefined) continue;
    patch ??= {};
    set(patch, key, change);
  }
  for (const key of Object.keys(before)) {
    if (before[key] === undefined || (Object.hasOwn(after, key) && after[key] !== undefined)) continue;
    patch ??= {};
    set(patch, key, null);
  }
  return patch;
}

/** The change of one member; undefined when there is none (a member that is undefined counts as absent). */
function diffMember(was: unknown, is: unknown): unknown {
  if (is === undefined) return undefined;
  if (isObject(is)) return isObject(was) ? (diffObjects(was, is) ?? undefined) : { [PUT]: is };
  if (equals(was, is)) return undefined;
  return is === null ? { [PUT]: null } : is;
}

function applied(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  if (isPut(patch)) return patch[PUT];
  const keys = Object.keys(patch);
  const base = isObject(target) ? target : {};
  if (keys.length === 0) return base;
  const copy: Record<string, unknown> = { ...base };
  for (const key of keys) {
    const change = patch[key];
    if (change === null) delete copy[key];
    else set(copy, key, applied(Object.hasOwn(copy, key) ? copy[key] : undefined, change));
  }
  return copy;
}

function composed(first: unknown, second: unknown): unknown {
  if (!isObject(second) || isPut(second)) return second;
  if (!isObject(first)) return { [PUT]: applied({}, second) };
  if (isPut(first)) return { [PUT]: applied(first[PUT], second) };
  const both: Record<string, unknown> = { ...first };
  for (const key of Object.keys(second)) {
    set(both, key, Object.hasOwn(both, key) ? composed(both[key], second[key]) : second[key]);
  }
  return both;
}

function equals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => equals(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equals(a[key], b[key]));
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const isPut = (patch: Json): boolean => Object.hasOwn(patch, PUT) && Object.keys(patch).length === 1;

/** Plain assignment, except that a member called __proto__ stays a member. */
const set = (object: Record<string, unknown>, key: string, value: unknown): void => {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
};
