/**
 * Log lines as JSON: access logs of ingress-nginx, Traefik and Envoy, whose fields operators name as they like, and messages in the
 * wrapping of a log shipper. Fields are found by what their names have in common and by what their values look like, in any order
 * and depth.
 */
import { errorIn } from "../errors.ts";
import { protocolOf } from "../words.ts";
import { envoyTold } from "./envoy.ts";
import { flowTold } from "./flows.ts";
import { toldByController, unreachedStatuses } from "./ingress-nginx.ts";
import { endOfWord, objectEnd, type Reader, type Told } from "./told.ts";

interface Field {
  /** The names on the way to it, joined, without marks, small: `kubernetespodname`. */
  readonly path: string;
  readonly value: string;
}

const mostFields = 400;
const deepest = 8;

/** Strings and numbers in it, with where they stand. */
function fieldsOf(value: unknown, path = "", depth = 0, found: Field[] = []): readonly Field[] {
  if (found.length >= mostFields || depth > deepest) return found;
  if (typeof value === "string" || typeof value === "number") found.push({ path, value: String(value) });
  else if (typeof value === "object" && value !== null)
    for (const [name, inner] of Object.entries(value))
      fieldsOf(
        inner,
        `${path}${name
          .toLowerCase()
          .replace(/[^a-z0-9]/g, "")
          .slice(0, 60)}`,
        depth + 1,
        found,
      );
  return found;
}

/** `"name": "value"` or a number, where the whole is no JSON: it was cut off, or has something in front. */
function looseFields(text: string): readonly Field[] {
  return [...text.matchAll(/"([\w@.-]{1,60})": ?(?:"([^"]{0,2000})"|(-?\d{1,15}))/g)]
    .slice(0, mostFields)
    .map(([, name = "", text, number]) => ({
      path: name.toLowerCase().replace(/[^a-z0-9]/g, ""),
      value: text ?? number ?? "",
    }));
}

function parsed(line: string): readonly Field[] {
  const from = line.indexOf("{");
  const to = line.lastIndexOf("}");
  try {
    const value: unknown = JSON.parse(line.slice(from, to + 1));
    return fieldsOf(value);
  } catch {
    return looseFields(line);
  }
}

const isAddress = (text: string): boolean =>
  /^(?:https?:\/\/)?(?:(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:]{2,45}\]):\d{1,5}\/?$/i.test(text);

/** The caller's side of a proxy's line. */
const callers = /client|remote(?!cluster)|downstream|source|src|peer|forwarded|local|listen/;

class Fields {
  private readonly all: readonly Field[];
  constructor(all: readonly Field[]) {
    this.all = all;
  }

  get size(): number {
    return this.all.length;
  }

  /** The value of the first field whose path matches. */
  named(
    path: RegExp,
    value: (text: string) => boolean = (text) => text !== "" && text !== "-",
  ): string | undefined {
    return this.all.find((field) => path.test(field.path) && value(field.value))?.value;
  }

  /** An address that a request was sent on to. */
  upstreamAddress(): string | undefined {
    const tried = this.named(
      /upstream(?:addr|host)|service(?:addr|url)|backend(?:addr|ip|url|host)|(?:dst|dest|destination|target)(?:addr|host)?$/,
      (text) => text.split(/, ?| : /).some(isAddress),
    );
    return (
      tried?.split(/, ?| : /).find(isAddress) ??
      this.all.find(({ path, value }) => isAddress(value) && !callers.test(path))?.value
    );
  }

  /** What the client was given; else what the upstream answered. */
  status(): number | undefined {
    const isStatus = (text: string): boolean => /^[1-5]\d\d$/.test(text);
    const own = this.all.find(
      ({ path, value }) =>
        /status(?:code)?$|(?:response|http|^)code$|httpstatus/.test(path) &&
        !/upstream|origin/.test(path) &&
        isStatus(value),
    );
    const upstream = this.named(/status(?:code)?$|^code$/, isStatus);
    const failing = [own?.value, upstream].find((text) => unreachedStatuses.has(Number(text)));
    const status = failing ?? own?.value ?? upstream;
    return status === undefined ? undefined : Number(status);
  }
}

/** Who wrote the line, by what a log shipper adds. */
function shippedFrom(fields: Fields): Told["from"] {
  const name = fields.named(/pod(?:name)?$|podname|hostname$/, (text) =>
    /^[a-z0-9][a-z0-9.-]{0,252}$/.test(text),
  );
  const namespace = fields.named(/namespace(?:name)?$/);
  if (name !== undefined) return objectEnd("pod", { namespace, name });
  const program = fields.named(
    /^(?:service|app|application|component|job|container)(?:name)?$|containername$/,
    (text) => /^[a-z0-9][a-z0-9-]{1,62}$/.test(text),
  );
  // A report of who is well is about its component, and not by it.
  return program === undefined || fields.named(/^health(?:code|y)?$/) !== undefined
    ? undefined
    : { target: { type: "object", ...(namespace === undefined ? {} : { namespace }), name: program } };
}

/** Whatever is read of a message is read of it as a line; the fields around it say who wrote it. */
export function jsonLog(readMessage: (text: string) => Told | undefined): Reader {
  return {
    name: "JSON",
    read: (line) => {
      if (!/\{[^\n]{0,40}"/.test(line)) return undefined;
      const fields = new Fields(parsed(line));
      if (fields.size < 2) return undefined;
      return (
        ofEnvoy(fields, line) ??
        ofTraefik(fields) ??
        ofProxy(fields) ??
        ofFlow(fields) ??
        ofMessage(fields, readMessage, line.indexOf("{"))
      );
    },
  };
}

function ofEnvoy(fields: Fields, why: string): Told | undefined {
  const cluster = fields.named(/upstreamcluster/);
  const flags = fields.named(/responseflags/);
  if (cluster === undefined && flags === undefined) return undefined;
  return envoyTold({
    at: 0,
    status: String(fields.status() ?? 0),
    flags: flags ?? "-",
    cluster,
    upstream: fields.named(/upstreamhost/),
    ownAddress: fields.named(/downstreamlocaladdress/),
    caller: fields.named(/downstreamremoteaddress/),
    why,
  });
}

function ofTraefik(fields: Fields): Told | undefined {
  if (fields.named(/routername|entrypointname|^serviceurl|originstatus|downstreamstatus/) === undefined)
    return undefined;
  const address = fields.upstreamAddress();
  const to = address === undefined ? undefined : endOfWord(address.replace(/^https?:\/\/|\/$/g, ""));
  const status = fields.status();
  const upstream = fields.named(/servicename$/);
  if (!to) return undefined;
  return {
    at: 0,
    from: { target: { type: "object", name: "traefik" } },
    to,
    ...(status === undefined ? {} : { status }),
    ...(upstream === undefined ? {} : { upstream }),
  };
}

/** An access log: a status, and an upstream by address or by the names that ingress-nginx has for it. */
function ofProxy(fields: Fields): Told | undefined {
  const status = fields.status();
  if (status === undefined) return undefined;
  const upstream = fields.named(/(?:proxyupstreamname|upstreamname)$/);
  const address = fields.upstreamAddress()?.replace(/^https?:\/\/|\/$/g, "");
  if (upstream === undefined && address === undefined) return undefined;
  const told = toldByController({
    status,
    ...(upstream === undefined ? {} : { upstream }),
    ...(address === undefined ? {} : { address }),
    ...(address === undefined && status === 503 ? { kind: "no-endpoint" } : {}),
  });
  const name = fields.named(/servicename$/);
  if (address !== undefined || name === undefined || !told.to) return told;
  // ingress-nginx writes namespace, Service and port apart, too: no dash has to be guessed.
  const port = fields.named(/serviceport$/);
  const number = Number(port);
  const to = objectEnd("service", {
    namespace: fields.named(/namespace$/),
    name,
    port: port === undefined ? undefined : Number.isInteger(number) ? number : port,
  });
  return to ? { ...told, to } : told;
}

/** A flow, as Calico, Hubble and others list them: two addresses and where they stand, the pods behind them where they are named. */
function ofFlow(fields: Fields): Told | undefined {
  const isIp = (text: string): boolean =>
    /^(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}:[0-9a-f:.]{1,45})$/i.test(text);
  const isPort = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text);
  const source = fields.named(
    /(?:^|flow|ip)(?:src|source|saddr|srcaddr)(?:ip|addr|address)?(?:v[46])?$/,
    isIp,
  );
  const destination = fields.named(
    /(?:^|flow|ip)(?:dst|dest|destination|daddr)(?:ip|addr|address)?(?:v[46])?$/,
    isIp,
  );
  if (source === undefined || destination === undefined) return undefined;
  const [sourcePort, port] = [
    fields.named(/(?:src|source|sport|spt)(?:port)?$/, isPort),
    fields.named(/(?:dst|dest|destination|dport|dpt)(?:port)?$/, isPort),
  ];
  const protocol = protocolOf(fields.named(/^(?:ip)?proto(?:col)?$|transport$/) ?? "");
  const udp = fields.named(/l4udpdestinationport$/) === undefined ? protocol : "UDP";
  const podOf = (side: string): string | undefined => {
    const name = fields.named(new RegExp(`${side}podname$`));
    const namespace = fields.named(new RegExp(`${side}namespace$`));
    return name === undefined || namespace === undefined ? undefined : `${namespace}/${name}`;
  };
  const kind = errorIn(fields.named(/(?:msg|message|error|err|reason)$/) ?? "");
  return flowTold({
    at: 0,
    source: {
      host: podOf("source") ?? source,
      ...(sourcePort === undefined ? {} : { port: Number(sourcePort) }),
    },
    destination: {
      host: podOf("destination") ?? destination,
      ...(port === undefined ? {} : { port: Number(port) }),
    },
    ...(udp === undefined ? {} : { protocol: udp }),
    ...(kind === undefined ? {} : { kind }),
  });
}

function ofMessage(
  fields: Fields,
  readMessage: (text: string) => Told | undefined,
  at: number,
): Told | undefined {
  const message = fields.named(
    /(?:log|msg|message|error|err|text|textpayload|exception|reason|cause)$/,
    (text) => {
      const told = readMessage(text);
      return told?.to !== undefined;
    },
  );
  const told = message === undefined ? undefined : readMessage(message);
  if (!told) return undefined;
  const from = told.from ?? shippedFrom(fields);
  const status = fields.status();
  return {
    ...told,
    at,
    ...(from ? { from } : {}),
    ...(status !== undefined && unreachedStatuses.has(status) ? { status } : {}),
  };
}
