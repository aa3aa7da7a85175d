/** DNS-1123 names, as Kubernetes checks them. */

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** One part of a name: namespaces, Services. */
export function isLabel(text: string): boolean {
  return label.test(text);
}

/** Parts joined by dots, 253 characters at most: most objects, hosts. */
export function isName(text: string): boolean {
  return text.length <= 253 && text.split(".").every(isLabel);
}

/** Names of ports: up to 15 of a-z, 0-9 and dashes, a letter among them. */
export function isPortName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(text) && /[a-z]/.test(text) && !text.includes("--");
}

/** The nearest valid name to what was typed, for examples; `fallback` when nothing of it can stay. */
export function toName(typed: string, fallback: string): string {
  const name = typed
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-")
    .split(".")
    .map((part) => part.slice(0, 40).replace(/^-+|(?<!-)-+$/g, ""))
    .filter((part) => part !== "")
    .slice(0, 2)
    .join(".");
  return isName(name) ? name : fallback;
}
