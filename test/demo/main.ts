/**
 * npm run demo: a cluster, a Slack, a Redis, the bot and a worker, all on this machine and all real but the Slack. Asks
 * why ingress-nginx cannot reach productpage, applies the fix it is given, presses Re-check. `-- --once` ends by itself.
 */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { installMissing } from "../../scripts/system-tools.ts";
import { orphaned } from "./parents.ts";

const help = `npm run demo [-- OPTIONS]
  --once              end when the question is answered and the fix is proved
  --backend nft|legacy  which iptables the lab's nodes use (default nft)
  --port N            port of the fake Slack's page (default: a free one)
`;

const { values } = parseArgs({
  options: {
    once: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
    backend: { type: "string", default: "nft" },
    port: { type: "string", default: "0" },
  },
});

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<number> {
  if (values.help) {
    print(help);
    return 0;
  }
  const { backend } = values;
  if (backend !== "nft" && backend !== "legacy") {
    print(help);
    return 64;
  }
  const purposes = ["lab", ...(process.env["REDIS_URL"] ? [] : ["queue" as const])] as const;
  if (installMissing(print, purposes).length > 0) return 1;
  // Only now: the lab looks for its tools when it is loaded.
  const { stage } = await import("./stage.ts");
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), orphaned()]);
  const demo = await stage({
    backend,
    port: Number(values.port),
    print,
  });
  try {
    const played = demo.play();
    await (values.once ? Promise.race([played, interrupted]) : played);
    if (!values.once) {
      print(
        `The lab stays up. Ask more on ${demo.page} (try "/netdiag demo/client -> shop"), Ctrl-C ends everything.`,
      );
      print(`kubectl works too: kubectl --kubeconfig ${demo.kubeconfig} get pods -A`);
      await interrupted;
    }
    return 0;
  } finally {
    await demo.stop();
  }
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(
    `the demo failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
