/** The last word of an exec, as the real server frames it; it differs by subprotocol. */
import { randomBytes } from "node:crypto";
import type { ExecTarget } from "./exec-target.ts";
import type { Status } from "./status.ts";

export type ExecProtocol = "v5" | "v4";

export const success: Status = { metadata: {}, status: "Success" };

export function exited(code: number, argv: readonly string[], protocol: ExecProtocol): Status {
  if (code === 0) return success;
  const text =
    protocol === "v5"
      ? `command terminated with exit code ${code}`
      : `error executing command [${argv.join(" ")}], exit code ${code}`;
  return {
    metadata: {},
    status: "Failure",
    message: `command terminated with non-zero exit code: ${text}`,
    reason: "NonZeroExitCode",
    details: { causes: [{ reason: "ExitCode", message: String(code) }] },
  };
}

function internal(text: string): Status {
  return {
    metadata: {},
    status: "Failure",
    message: `Internal error occurred: ${text}`,
    reason: "InternalError",
    details: { causes: [{ message: text }] },
    code: 500,
  };
}

/** The runtime could not start the program. No exit code: nothing ran. */
export function programMissing(program: string, protocol: ExecProtocol): Status {
  const id = randomBytes(32).toString("hex");
  const why = program.includes("/")
    ? `stat ${program}: no such file or directory`
    : "executable file not found in $PATH";
  const text = `error executing command in container: failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": ${why}`;
  return internal(protocol === "v5" ? `Internal error occurred: ${text}` : text);
}

/** v5 is translated by the API server, which has already said yes to the upgrade when it dials the kubelet. */
export function kubeletRefuses({ pod, container, nodeIP }: ExecTarget): Status {
  const path = `${pod.metadata.namespace ?? ""}/${pod.metadata.name}/${container}`;
  return internal(
    `error sending request: Post "https://${nodeIP}:10250/exec/${path}": dial tcp ${nodeIP}:10250: connect: connection refused`,
  );
}

export function containerNotFound(container: string): Status {
  return internal(`unable to upgrade connection: container not found ("${container}")`);
}

/** JSON as Go writes it: <, > and & escaped. */
export function goJson(value: unknown): string {
  const escapes: Readonly<Record<string, string>> = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };
  return JSON.stringify(value).replace(/[<>&]/g, (character) => escapes[character] ?? character);
}
