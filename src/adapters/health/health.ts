import { once } from "node:events";
import { createServer } from "node:http";

/** What must hold for this process to be useful: a name, and whether it holds now. */
export type Checks = Readonly<Record<string, () => boolean>>;

/**
 * Serves `/livez` (200 while the process answers) and `/healthz` (200, or 503 with the names of what does not hold).
 * For the kubelet: no secrets, no input is read. Resolves when it listens.
 */
export async function serveHealth(
  port: number,
  checks: Checks,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const failing = Object.entries(checks).flatMap(([name, holds]) => (holds() ? [] : [name]));
    const body = request.url === "/livez" || failing.length === 0 ? "ok" : `failing: ${failing.join(", ")}`;
    const known = request.url === "/livez" || request.url === "/healthz";
    response.writeHead(!known ? 404 : body === "ok" ? 200 : 503, { "content-type": "text/plain" });
    response.end(known ? `${body}\n` : "not here\n");
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
