/** A headless Chromium that looks at the page of a fake Slack, where there is one. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { missingTools } from "../../scripts/system-tools.ts";

const lacks = missingTools(["page"]).map(({ debianPackage }) => debianPackage);

/** Whether the page can be looked at here; where not, it is said how it could be. */
export const canLook = lacks.length === 0;
if (!canLook)
  process.stderr.write(
    `NOT TESTED: the page of the fake Slack (Debian: apt-get install ${lacks.join(" ")})\n`,
  );

/** As a container without a screen starts it; it calls nobody but the page. */
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** Where pictures of the page are kept when somebody wants them: `NETDIAG_SCREENSHOTS=docs/screenshots`. */
const pictures = process.env["NETDIAG_SCREENSHOTS"];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
}

/** A tab of its own on a fake Slack. Whatever the page's own code throws is in `errors`. */
export async function openPage(browser: Browser, url: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url);
  await page.locator("#channels a").first().waitFor();
  return { page, errors };
}

export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
