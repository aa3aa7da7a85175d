import { PassThrough } from "node:stream";
import { Exec, type KubeConfig, type V1Status } from "@kubernetes/client-node";
import { WebSocket } from "ws";

/** How an exec ended, as client-node saw it. Without a status the connection was lost. */
export interface Executed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
}

/** For tests: one command through the real client, to its end. Rejects when the handshake is refused. */
export async function execIn(
  config: KubeConfig,
  namespace: string,
  pod: string,
  argv: string[],
): Promise<Executed> {
  const [stdout, stderr] = [collector(), collector()];
  let status: V1Status | undefined;
  const socket = await new Exec(config).exec(
    namespace,
    pod,
    "",
    argv,
    stdout.stream,
    stderr.stream,
    null,
    false,
    (last) => {
      status = last;
    },
  );
  if (!(socket instanceof WebSocket)) throw new Error("client-node gave another kind of socket");
  await new Promise((resolve) => socket.on("close", resolve));
  const cause = status?.details?.causes?.find(({ reason }) => reason === "ExitCode");
  return {
    stdout: stdout.text(),
    stderr: stderr.text(),
    exitCode: status?.status === "Success" ? 0 : cause ? Number(cause.message) : undefined,
    reason: status?.reason,
  };
}

function collector(): { readonly stream: PassThrough; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
