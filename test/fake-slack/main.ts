import { startFakeSlack } from "./fake-slack.ts";
import { appToken, botToken, signingSecret } from "./people.ts";

/**
 * The fake Slack as a process of its own: prints one JSON line with its addresses and tokens, then serves until its
 * stdin closes, so that it never outlives whoever started it. PORT chooses the port.
 */
const slack = await startFakeSlack({ port: Number(process.env.PORT ?? "0") });
const { url, apiUrl } = slack;
process.stdout.write(`${JSON.stringify({ url, apiUrl, botToken, appToken, signingSecret })}\n`);
process.stdin.resume();
process.stdin.on("end", () => {
  void slack.close().then(() => process.exit(0));
});
