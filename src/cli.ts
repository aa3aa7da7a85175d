#!/usr/bin/env node
/** terminal -> diagnose: no Slack, no Redis. Composition root. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ConnectionOptions } from "./adapters/kubernetes/connection.ts";
import { processTerminal } from "./cli/terminal.ts";
import { EXIT_OWN_FAULT, EXIT_USAGE, NoCommand, usage, UsageError } from "./cli/usage.ts";
import type { Named } from "./cli/which-cluster.ts";

const terminal = processTerminal(process.env);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    stop.abort(new Error(`stopped by ${signal}`));
  });

/** Each command loads its own code, none before it is asked: what this file imports, every command waits for. */
async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const [command, ...rest] = positionals;
  if (values.version === true) {
    terminal.print(`${await version()}\n`);
    return 0;
  }
  if (values.help === true || command === "help") {
    terminal.print(usage);
    return 0;
  }
  switch (command) {
    case "why": {
      if (rest.length === 0) throw new NoCommand("Ask like: netdiag why ingress-nginx to test/productpage");
      const { save, kubeconfig, context } = values;
      const [{ why }, { readSettings }] = await Promise.all([
        import("./cli/why.ts"),
        import("./cli/settings.ts"),
      ]);
      return await why(
        {
          words: rest.join(" "),
          json: values.json === true,
          quiet: values.quiet === true,
          ...(save === undefined ? {} : { save }),
          ...(kubeconfig === undefined ? {} : { kubeconfig }),
          ...(context === undefined ? {} : { context }),
        },
        readSettings(process.env),
        terminal,
        stop.signal,
      );
    }
    case "policy": {
      if (rest.length === 0) throw new NoCommand("Ask like: netdiag policy client to shop/web:8080");
      const { policy } = await import("./cli/policy.ts");
      return await policy(
        {
          words: rest,
          json: values.json === true,
          fix: values["no-fix"] !== true,
          csv: values.csv === true,
          svg: values.svg === true,
          ...(values.from === undefined
            ? { cluster: async () => await clusterOf(values), signal: stop.signal }
            : { from: values.from }),
        },
        terminal,
      );
    }
    case "replay": {
      const [path, ...more] = rest;
      if (path === undefined || more.length > 0)
        throw new NoCommand("Name one saved run: netdiag replay run.json");
      const { replay } = await import("./cli/replay.ts");
      return await replay(path, values.json === true, terminal);
    }
    case "faults":
      if (rest.length > 1) throw new NoCommand("Name one fault: netdiag faults ND410");
      return await (
        await import("./cli/catalogues.ts")
      ).showFaults(rest[0], join(import.meta.dirname, "faults"), terminal);
    case "probes":
      return (await import("./cli/catalogues.ts")).showProbes(terminal);
    case undefined:
      throw new NoCommand("What shall I look at?");
    default:
      throw new NoCommand(`I don't know the command ${command}.`);
  }
}

async function clusterOf(named: Named): Promise<ConnectionOptions> {
  const [{ readSettings }, { whichCluster }] = await Promise.all([
    import("./cli/settings.ts"),
    import("./cli/which-cluster.ts"),
  ]);
  return whichCluster(named, readSettings(process.env));
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        version: { type: "boolean" },
        json: { type: "boolean" },
        quiet: { type: "boolean", short: "q" },
        save: { type: "string" },
        from: { type: "string" },
        "no-fix": { type: "boolean" },
        csv: { type: "boolean" },
        svg: { type: "boolean" },
        kubeconfig: { type: "string" },
        context: { type: "string" },
      },
    });
  } catch (error) {
    throw new NoCommand(error instanceof Error ? error.message : String(error));
  }
}

async function version(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, "..", "package.json"), "utf8");
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? "unknown";
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof UsageError) {
    terminal.complain(error instanceof NoCommand ? `${error.message}\n\n${usage}` : error.message);
    process.exitCode = EXIT_USAGE;
  } else if (stop.signal.aborted) {
    terminal.complain("stopped");
    process.exitCode = 130;
  } else {
    const { stackOf } = await import("./cli/own-fault.ts");
    terminal.complain(`netdiag failed by its own fault: ${stackOf(error)}`);
    process.exitCode = EXIT_OWN_FAULT;
  }
}
