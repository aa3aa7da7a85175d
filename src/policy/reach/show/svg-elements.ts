/** Pieces of an SVG document. */

/** For text and attributes of XML; characters that XML forbids are left out. */
export const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** An element. Attributes may hold any text; the content is markup, of undefined there is none. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content?: string,
): string {
  const text = (value: string | number): string =>
    typeof value === "number" ? `${Math.round(value * 100) / 100}` : escaped(value);
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${text(value)}"`)];
  return content === undefined ? `<${head.join(" ")}/>` : `<${head.join(" ")}>${content}</${name}>`;
}

/** What shows when the pointer rests on its parent. */
export const tooltip = (text: string): string => `<title>${escaped(text)}</title>`;
