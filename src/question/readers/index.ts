/** Everything that reads a line, in order: whole formats, then what speaks for itself, then what programs in it say. */
import { errorIn, isTimeout, statusIn } from "../errors.ts";
import { curl } from "./curl.ts";
import { databases } from "./databases.ts";
import { envoy, envoyAnswer } from "./envoy.ts";
import { flows } from "./flows.ts";
import { generic } from "./generic.ts";
import { go } from "./go.ts";
import { haproxy } from "./haproxy.ts";
import { ingressNginx } from "./ingress-nginx.ts";
import { java } from "./java.ts";
import { jsonLog } from "./json-log.ts";
import { controllerWarning, kubernetes, listedService } from "./kubernetes.ts";
import { lookupTools } from "./lookup-tools.ts";
import { netcat } from "./netcat.ts";
import { node } from "./node.ts";
import { ping } from "./ping.ts";
import { python } from "./python.ts";
import type { Reader, Told } from "./told.ts";
import { traefik } from "./traefik.ts";
import { wget } from "./wget.ts";

const lines: readonly Reader[] = [
  ingressNginx,
  envoy,
  traefik,
  haproxy,
  flows,
  controllerWarning,
  listedService,
  kubernetes,
  go,
  curl,
  wget,
  netcat,
  ping,
  lookupTools,
  databases,
  python,
  node,
  java,
  generic,
  envoyAnswer,
];

/** Readers of the table, those of lines that hold other lines first. */
export const readers: readonly Reader[] = [jsonLog(readPlain), ...lines];

function readPlain(line: string): Told | undefined {
  return firstTold(lines, line);
}

/** What the first reader that understands it makes of a line; one that names who is called, or who calls, before one that names nobody. */
export function readLine(line: string): Told | undefined {
  return firstTold(readers, line);
}

function firstTold(table: readonly Reader[], line: string): Told | undefined {
  let without: Told | undefined;
  for (const reader of table) {
    const told = reader.read(line);
    if (told && (told.to !== undefined || told.from !== undefined)) return withError(told, line);
    if (told && !without) without = withError(told, line);
  }
  return without;
}

/** What the line says about how it failed, where its reader left that open. */
function withError(told: Told, line: string): Told {
  const kind = told.kind ?? (told.status === undefined || !told.from ? errorIn(line) : undefined);
  const status = told.status ?? statusIn(line);
  // Whatever kept DNS from answering, to who asked it the name has no address.
  const asksDns =
    told.resolves !== undefined || (told.to?.port === 53 && told.to.protocol === "UDP" && isTimeout(kind));
  const meant = asksDns && kind !== "name-unknown" ? "name-unanswered" : kind;
  return {
    ...told,
    ...(meant === undefined ? {} : { kind: meant }),
    ...(status === undefined ? {} : { status }),
  };
}
