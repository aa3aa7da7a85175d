/**
 * What ships, made of src: few files that hold our code and that of small libraries, so that a command does not wait for
 * hundreds of modules to be looked up one by one. Code that only one command needs is in files that only it loads.
 */
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { z } from "zod";

const root = join(import.meta.dirname, "..");

/** Stay packages of their own: they hold machine code or fonts, or serve the bot and the worker, which start once. */
const external = [
  "@resvg/resvg-js",
  "dejavu-fonts-ttf",
  "@slack/*",
  "@opentelemetry/*",
  "bullmq",
  "ioredis",
  "pino",
  "prom-client",
  "tinypool",
];

/** Asked for by libraries that do without: whether they happen to be installed here must not decide what ships. */
const optional = ["bufferutil", "utf-8-validate", "encoding", "supports-color"];

/** Of its 700 modules a few are needed. Loading one only defines classes, which its package.json does not say. */
const clientNode: Plugin = {
  name: "client-node is free of side effects",
  setup(building) {
    building.onResolve(
      { filter: /^(@kubernetes\/client-node$|\.)/ },
      async ({ path, pluginData, ...where }) => {
        if (pluginData === clientNode || !/client-node/.test(path + where.importer)) return undefined;
        const { kind, importer, resolveDir } = where;
        const found = await building.resolve(path, { kind, importer, resolveDir, pluginData: clientNode });
        return found.errors.length > 0 ? undefined : { ...found, sideEffects: false };
      },
    );
  },
};

/** client-node has it for requests that nothing here sends. Node itself has what else is asked of it. */
const nodeFetch: Plugin = {
  name: "no node-fetch",
  setup(building) {
    building.onResolve({ filter: /^node-fetch$/ }, ({ path }) => ({ path, namespace: "instead" }));
    building.onLoad({ filter: /^node-fetch$/, namespace: "instead" }, () => ({
      contents: "export const { Headers, AbortError, FetchError } = globalThis; export default fetch;",
    }));
  },
};

/** esbuild leaves out what is not used of `import * as z`, but of `import { z }` nothing: 600 kB, languages of messages. */
const zod: Plugin = {
  name: "zod as a namespace",
  setup(building) {
    building.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace('import { z } from "zod"', 'import * as z from "zod"'),
      loader: "ts",
    }));
  },
};

/**
 * Bundles these entries of the repository into a folder, each to the path that it has below `base`. What several of them
 * need, or a command loads when it is asked, goes to `chunks/`; the fonts of pictures, which are no code, to `fonts/`.
 */
export async function bundle(
  entries: readonly string[],
  { base, into }: { readonly base: string; readonly into: string },
): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entries],
    outbase: base,
    outdir: into,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    // Half as much to parse. Names stay, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: "none",
    external: [...external, ...optional],
    plugins: [clientNode, nodeFetch, zod],
    // CommonJS among the libraries asks for Node's own modules with `require`, which ES modules lack.
    banner: {
      js: 'import{createRequire as requireOf}from"node:module";const require=requireOf(import.meta.url);',
    },
    metafile: true,
    logLevel: "warning",
  });
  cpSync(join(root, "src/adapters/picture/fonts"), resolve(root, into, "fonts"), { recursive: true });
  return metafile;
}

const Package = z.looseObject({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]).optional(),
});

/** The packages whose code is in a bundle, by their folders below the repository. */
export function packagesIn(metafile: Metafile): string[] {
  const folders = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
      return folder !== undefined && bytesInOutput > 0 ? [folder] : [];
    }),
  );
  return [...new Set(folders)].sort();
}

/** The licences of the packages whose code is in a bundle, which have to come along with it. */
export function licencesOf(metafile: Metafile): string {
  const texts = packagesIn(metafile).map((folder) => {
    const read = (name: string): string => readFileSync(join(root, folder, name), "utf8").trim();
    const { name, version, license, author } = Package.parse(JSON.parse(read("package.json")));
    const files = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    const text =
      files.length > 0 ? files.map(read).join("\n\n") : `${license} licence. Copyright: ${author ?? name}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `netdiag contains code of these packages.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}
