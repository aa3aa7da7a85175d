import { once } from "node:events";
import { createServer } from "node:http";

/** What must hold for this process to be useful: a name, and whether it holds now. */
export type Checks = Readonly<Record<string, () => boolean>>;

/** What a monitoring system reads. */
export type Exposition = () => Promise<{ readonly contentType: string; readonly body: string }>;

interface Page {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const plain = (status: number, body: string): Page => ({ status, contentType: "text/plain", body });

/**
 * Serves `/livez` (200 while the process answers), `/readyz` and `/healthz` (200, or 503 with the names of what does not
 * hold) and `/metrics`. For the kubelet and for Prometheus: no secrets, no input is read. Resolves when it listens.
 */
export async function serveHealth(
  port: number,
  checks: Checks,
  metrics: Exposition,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const ready = (): Page => {
    const failing = Object.entries(checks).flatMap(([name, holds]) => (holds() ? [] : [name]));
    return failing.length === 0 ? plain(200, "ok\n") : plain(503, `failing: ${failing.join(", ")}\n`);
  };
  const pages: Readonly<Record<string, () => Page | Promise<Page>>> = {
    "/livez": () => plain(200, "ok\n"),
    "/readyz": ready,
    "/healthz": ready,
    "/metrics": async () => ({ status: 200, ...(await metrics()) }),
  };
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ""] ?? (() => plain(404, "not here\n"));
    Promise.resolve()
      .then(page)
      .catch(() => plain(500, "this could not be read\n"))
      .then(({ status, contentType, body }) => {
        response.writeHead(status, { "content-type": contentType });
        response.end(body);
      })
      .catch(() => response.destroy());
  });
  server.listen(port);
  await once(server, "listening");
  const address = server.address();
  return {
    port: address !== null && typeof address === "object" ? address.port : port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
