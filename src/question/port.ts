import type { PortRef } from "../model/question.ts";
import { isPortName } from "./names.ts";

/** Why it is no port, and one that would be. */
export interface PortRefused {
  readonly wrong: string;
  readonly instead: string;
}

/** A number from 1 to 65535, or the name of a port. */
export function readPort(typed: string): PortRef | PortRefused {
  const text = typed.toLowerCase();
  if (/^-?\d+$/.test(text)) {
    const port = Number(text);
    if (port >= 1 && port <= 65_535) return port;
    return { wrong: `${typed.slice(0, 20)} is not a port: ports go from 1 to 65535`, instead: "80" };
  }
  return isPortName(text)
    ? text
    : { wrong: `"${typed.slice(0, 40)}" is neither a port number nor the name of a port`, instead: "80" };
}
