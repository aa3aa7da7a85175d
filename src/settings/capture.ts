/** How long what was captured may be fetched, and from where: for bot and worker. Who may capture, rules say. */
import { z } from "zod";
import type { CapturePlace } from "../model/capture-asked.ts";
import { about } from "./about.ts";

export const captureSettings = {
  NETDIAG_CAPTURE_MINUTES: z.coerce
    .number()
    .min(1)
    .max(24 * 60)
    .default(60)
    .meta(about("how long the link to a capture's file is good; then nothing is kept of it", "60")),
  NETDIAG_CAPTURE_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65535)
    .optional()
    .meta(
      about(
        "the bot serves the files of captures on this port, under /captures/; without it a capture has a summary and no file",
        "8081",
      ),
    ),
  NETDIAG_CAPTURE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(
      about(
        "where people reach that port, as links to captures begin; without it the thread says how to reach it with kubectl port-forward",
        "https://netdiag.example.com",
      ),
    ),
};

export interface CaptureConfig {
  readonly NETDIAG_CAPTURE_MINUTES: number;
  readonly NETDIAG_CAPTURE_PORT?: number | undefined;
  readonly NETDIAG_CAPTURE_URL?: string | undefined;
}

/** Undefined where no file is served. */
export function capturePlace(config: CaptureConfig): CapturePlace | undefined {
  const { NETDIAG_CAPTURE_URL: url, NETDIAG_CAPTURE_PORT: port } = config;
  if (port === undefined) return undefined;
  if (url !== undefined) return { url: `${url}${url.endsWith("/") ? "" : "/"}captures/` };
  return {
    url: `http://localhost:${port}/captures/`,
    forward: `kubectl -n netdiag port-forward deploy/netdiag-bot ${port}:${port}`,
  };
}
