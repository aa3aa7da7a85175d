import { entryOf, isRecord, listOf, textOf, type Json } from "./shape.ts";

/** A rule in nft's own words, without its counter, as close to `nft list` as its JSON allows. */
export function ruleText(expressions: readonly Json[], comment: string | undefined): string {
  const statements = expressions.map(statementText).filter((text) => text !== "");
  return [...statements, ...(comment === undefined ? [] : [`comment "${comment}"`])].join(" ");
}

function statementText(json: Json): string {
  const [name = "", body] = entryOf(json) ?? [];
  const record = isRecord(body) ? body : {};
  switch (name) {
    case "counter":
      return "";
    case "match": {
      const op = textOf(record.op);
      const sign = op === "==" || op === "in" ? (isBits(record.left) ? " == " : " ") : ` ${op} `;
      const bits = isBits(record.left) || isMark(record.left);
      return `${valueText(record.left)}${sign}${bits ? bitsText(record.right) : valueText(record.right)}`;
    }
    case "vmap":
      return `${valueText(record.key)} vmap ${valueText(record.data)}`;
    case "mangle":
      return `${valueText(record.key)} set ${isMark(record.key) ? bitsText(record.value) : valueText(record.value)}`;
    case "jump":
    case "goto":
      return `${name} ${textOf(record.target)}`;
    case "reject":
      return Object.keys(record).length === 0
        ? "reject"
        : `reject with ${[record.type, record.expr].map(textOf).join(" ").trim()}`;
    case "dnat":
    case "snat":
    case "masquerade":
    case "redirect":
      return natText(name, record);
    case "log":
      return ["log", ...Object.entries(record).map(([key, value]) => `${key} ${quoted(key, value)}`)].join(
        " ",
      );
    case "limit":
      return `limit rate ${record.inv === true ? "over " : ""}${textOf(record.rate)}/${textOf(record.per)}`;
    case "xt":
      return `xt ${textOf(record.type)} ${textOf(record.name)}`;
    default:
      return body === null ? name : `${name} ${valueText(body)}`;
  }
}

function natText(name: string, record: Readonly<Record<string, Json>>): string {
  const family = record.family === undefined ? "" : ` ${textOf(record.family)}`;
  const address = record.addr === undefined ? "" : valueText(record.addr);
  const port = record.port === undefined ? "" : `:${valueText(record.port)}`;
  const flags = record.flags === undefined ? "" : ` ${[record.flags].flat().map(textOf).join(",")}`;
  return `${name}${family}${address + port === "" ? "" : ` to ${address}${port}`}${flags}`;
}

function quoted(key: string, value: Json): string {
  return key === "prefix" ? `"${textOf(value)}"` : textOf(value);
}

function isMark(json: Json): boolean {
  const body = entryOf(json)?.[1];
  return isRecord(body) && body.key === "mark";
}

function bitsText(json: Json): string {
  return typeof json === "number" ? `0x${json.toString(16).padStart(8, "0")}` : valueText(json);
}

function isBits(json: Json): boolean {
  return ["&", "|", "^"].includes(entryOf(json)?.[0] ?? "");
}

function valueText(json: Json): string {
  if (Array.isArray(json)) return listOf(json).map(valueText).join(",");
  const [name, body] = entryOf(json) ?? [];
  if (name === undefined) return json === false ? "missing" : json === true ? "exists" : textOf(json);
  const record = isRecord(body) ? body : {};
  switch (name) {
    case "payload":
      return `${textOf(record.protocol)} ${textOf(record.field)}`;
    case "meta": {
      const key = textOf(record.key);
      return /^[io]if(name)?$/.test(key) ? key : `meta ${key}`;
    }
    case "ct":
      return (
        ["ct", record.dir, record.key]
          .map(textOf)
          .filter((word) => word !== "")
          .join(" ") || "ct"
      );
    case "fib":
      return `fib ${listOf(record.flags).map(textOf).join(" . ")} ${textOf(record.result)}`;
    case "numgen":
      return `numgen ${textOf(record.mode)} mod ${textOf(record.mod)}`;
    case "prefix":
      return `${textOf(record.addr)}/${textOf(record.len)}`;
    case "range":
      return listOf(body).map(valueText).join("-");
    case "concat":
      return listOf(body).map(valueText).join(" . ");
    case "set":
      return `{ ${listOf(body).map(elementText).join(", ")} }`;
    case "map":
      return `${valueText(record.key)} map ${valueText(record.data)}`;
    case "elem":
      return valueText(record.val);
    case "&":
    case "|":
    case "^":
    case "<<":
    case ">>":
      return listOf(body).map(bitsText).join(` ${name} `);
    default:
      return statementText(json);
  }
}

function elementText(json: Json): string {
  if (!Array.isArray(json)) return valueText(json);
  const [key, data] = listOf(json);
  return `${valueText(key)} : ${isRecord(data) ? valueText(data) : textOf(data)}`;
}
