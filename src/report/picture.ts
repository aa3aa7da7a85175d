import type { Hop } from "../model/hop.ts";
import type { FlowReport, Report } from "../model/report.ts";
import type { Step, StepMark } from "../model/step.ts";
import { redact, redactJson } from "./redact.ts";
import { addressAndPort, hopName, markSign, sentence, shortName, tellingFlow } from "./words.ts";

/** Pixels. A row holds what a phone in landscape can still show. */
const size = { box: 232, height: 126, gap: 46, row: 5, margin: 28, title: 74, rowGap: 46 } as const;

const colours: Readonly<Record<StepMark, { stroke: string; fill: string; ink: string }>> = {
  passed: { stroke: "#2f9e5b", fill: "#f0faf3", ink: "#1c6b3d" },
  stopped: { stroke: "#d62f3f", fill: "#fdeff0", ink: "#a51c2b" },
  "not-reached": { stroke: "#c3c8cf", fill: "#f6f7f8", ink: "#7d8590" },
  unknown: { stroke: "#d9a520", fill: "#fdf8e8", ink: "#8a6710" },
};

/** The fonts netdiag ships have these; emoji they have not. */
export const pictureFont = "DejaVu Sans";

interface Spot {
  readonly step: Step;
  readonly x: number;
  readonly y: number;
  readonly column: number;
}

/**
 * The way of the telling flow as an SVG: one box per hop in reading order, wrapped into rows, the drop marked.
 * Undefined when no path is known. Pure text; fonts are the renderer's business.
 * @param inWords whether English sentences are drawn. The fonts have no Chinese letters, and one that has weighs some megabytes: to who
 * reads Chinese the picture shows names, addresses and signs alone, and its alt text and the message tell the rest.
 */
export function renderPicture(report: Report, inWords = true): string | undefined {
  const safe = redactJson(report);
  const telling = tellingFlow(safe);
  if (!telling || telling.steps.length === 0) return undefined;
  const spots = telling.steps.map((step, index) => spotOf(step, index, telling.steps.length));
  const columns = Math.min(perRow(telling.steps.length), telling.steps.length);
  const rows = Math.ceil(telling.steps.length / columns);
  const width = size.margin * 2 + columns * size.box + (columns - 1) * size.gap;
  const height = size.title + rows * size.height + (rows - 1) * size.rowGap + size.margin;
  const { flow } = telling;
  const route = `${flow.sourceIP} → ${addressAndPort(flow.destinationIP, flow.port)} ${flow.protocol}`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${pictureFont}, sans-serif">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    label(
      inWords ? sentence(safe.headline) : withoutWords(safe, telling),
      size.margin,
      34,
      fits(width, 17),
      'font-size="17" font-weight="bold" fill="#1d1c1d"',
    ),
    label(route, size.margin, 56, fits(width, 13), 'font-size="13" fill="#616061"'),
    ...spots.slice(1).map((spot, index) => arrow(spots[index] ?? spot, spot)),
    ...spots.map((spot) => box(spot, inWords)),
    "</svg>",
  ];
  return parts.join("\n");
}

/** Rows of equal length look calmer than a full row and a lonely box. */
function perRow(hops: number): number {
  return Math.ceil(hops / Math.ceil(hops / size.row));
}

function spotOf(step: Step, index: number, hops: number): Spot {
  const columns = perRow(hops);
  const column = index % columns;
  return {
    step,
    column,
    x: size.margin + column * (size.box + size.gap),
    y: size.title + Math.floor(index / columns) * (size.height + size.rowGap),
  };
}

/** `ND410 · client → productpage`. */
function withoutWords({ cause }: Report, { flow }: FlowReport): string {
  const code = cause === undefined ? "" : `${cause.code} · `;
  return `${code}${shortName(flow.from)} → ${shortName(flow.to)}`;
}

/** What a hop is called, in names and signs. */
function nameWithoutWords(hop: Hop): string {
  if (hop.kind === "asking") return "DNS · API";
  if (hop.kind === "reply") return `← ${hop.node ?? ""}`;
  return nameInBox(hop);
}

/** A box has two lines for a name: the port stands first, where a long one does not cut it off. */
function nameInBox(hop: Hop): string {
  return hopName(hop) === hop.name ? hop.name : `:${hop.packet.port} ${hop.name}`;
}

function box({ step, x, y }: Spot, inWords: boolean): string {
  const colour = colours[step.mark];
  const dash = step.mark === "not-reached" ? ' stroke-dasharray="6 5"' : "";
  const name = wrapped(inWords ? nameInBox(step.hop) : nameWithoutWords(step.hop), 18).slice(0, 2);
  const top = y + 36 + name.length * 17;
  const room = Math.floor((y + size.height - top) / 16) + 1;
  const details = [...devices(step), ...(inWords ? step.facts : [])]
    .flatMap((line) => wrapped(line, 32))
    .slice(0, room);
  return [
    `<rect x="${x}" y="${y}" width="${size.box}" height="${size.height}" rx="10" fill="${colour.fill}" stroke="${colour.stroke}" stroke-width="${step.mark === "stopped" ? 3 : 1.5}"${dash}/>`,
    sign(step.mark, x + 22, y + 25),
    ...name.map((line, index) =>
      label(
        line,
        x + 42,
        y + 30 + index * 17,
        19,
        `font-size="13.5" font-weight="bold" fill="${colour.ink}"`,
      ),
    ),
    ...details.map((line, index) =>
      label(line, x + 14, top + index * 16, 33, 'font-size="11" fill="#454245"'),
    ),
  ].join("\n");
}

/** `cali1a2b → vxlan.calico`, unless the hop's name says it already. */
function devices(step: Step): string[] {
  const names = [step.hop.deviceIn, step.hop.deviceOut].filter((name) => name !== undefined);
  const told = new Set(names.filter((name) => names.length > 1 || !step.hop.name.includes(name)));
  return told.size === 0 ? [] : [[...told].join(" → ")];
}

/** Drawn, not written: the stop sign is an emoji, which no font we ship has. */
function sign(mark: StepMark, x: number, y: number): string {
  const colour = colours[mark].stroke;
  if (mark === "stopped")
    return `<circle cx="${x}" cy="${y}" r="11" fill="${colour}"/><rect x="${x - 6.5}" y="${y - 2.5}" width="13" height="5" rx="1" fill="#ffffff"/>`;
  const glyph = escapeXml(markSign[mark]);
  return `<circle cx="${x}" cy="${y}" r="11" fill="${colour}"/><text x="${x}" y="${y + 5}" text-anchor="middle" font-size="14" font-weight="bold" fill="#ffffff">${glyph}</text>`;
}

function arrow(from: Spot, to: Spot): string {
  const reached = to.step.mark === "passed" || to.step.mark === "stopped";
  const style = `fill="none" stroke="${reached ? "#6b7280" : "#c3c8cf"}" stroke-width="2"${reached ? "" : ' stroke-dasharray="5 5"'}`;
  const head = (x: number, y: number): string =>
    `<path d="M${x - 8} ${y - 5} L${x} ${y} L${x - 8} ${y + 5}" ${style.replace(/ stroke-dasharray="[^"]*"/, "")}/>`;
  const startX = from.x + size.box;
  const startY = from.y + size.height / 2;
  const endX = to.x - 5;
  const endY = to.y + size.height / 2;
  if (to.column > 0)
    return `<path d="M${startX + 3} ${startY} L${endX} ${endY}" ${style}/>${head(endX, endY)}`;
  // Next row: down through the gap between the rows, like a line of text.
  const lane = from.y + size.height + size.rowGap / 2;
  const left = size.margin - 16;
  const middle = from.x + size.box / 2;
  return `<path d="M${middle} ${from.y + size.height + 3} V${lane} H${left} V${endY} H${endX}" ${style}/>${head(endX, endY)}`;
}

/** Breaks a long text into lines of at most `room` characters, at a dash, slash or space where there is one. */
function wrapped(text: string, room: number): string[] {
  if (text.length <= room) return [text];
  const breaks = [...text.slice(0, room + 1).matchAll(/[-/ →]/g)].map(
    (match) => match.index + match[0].length,
  );
  const at = breaks.filter((index) => index > room / 4 && index <= room).at(-1) ?? room;
  return [text.slice(0, at).trim(), ...wrapped(text.slice(at).trim(), room)];
}

/** Characters of a font size that fit a line of the given width. */
function fits(width: number, fontSize: number): number {
  return Math.floor((width - 2 * size.margin) / (fontSize * 0.62));
}

function label(text: string, x: number, y: number, room: number, attributes: string): string {
  if (text === "") return "";
  const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
  return `<text x="${x}" y="${y}" ${attributes}>${escapeXml(shown)}</text>`;
}

function escapeXml(text: string): string {
  return redact(text)
    .replace(/\s+/g, " ")
    .replace(/[\uD800-\uDFFF\uFFFE\uFFFF]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
