import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests that build labs of namespaces, start Redis or other programs, call the machine's own tools, or count the process' own processor time. */
const ofTheMachine = [
  "test/{adapters,cases,chaos,cli,demo,deploy,fake-slack,hostile,lab,mutated,policy-against-kernel,shipped}/**/*.test.ts",
  "test/{bot,capture,redis,watched,watched-whole,worker}.test.ts",
  "test/judge/blinded.test.ts",
  "test/netstack/rules/kernel.test.ts",
  "test/probes/{capture,on-this-machine,rule-tools,senders}.test.ts",
  "test/scenarios/{host-tools,pairs,recorded-cluster,scenarios-legacy,scenarios-nft,working-paths}.test.ts",
];
/** Tests that try hundreds of generated policies or huge ones. */
const generated = ["test/policy/**/*properties.test.ts", "test/policy/{fuzz,permits,long-lists}.test.ts"];
/** Minutes each, in small files: begun last, as vitest begins the large files first, they would end alone. */
const longest = /\/(?:scenarios-nft|scenarios-legacy|cases)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const fast = process.env["NETDIAG_FAST"] !== undefined;

/** Pure tests may share what they import: most of their time would go into importing it again. */
const pure: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: "pure",
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...ofTheMachine, ...(fast ? generated : [])],
    isolate: false,
  },
};

const machine: TestProjectInlineConfiguration = {
  extends: true,
  test: { name: "machine", include: ofTheMachine },
};

export default defineConfig({
  test: {
    projects: fast ? [pure] : [pure, machine],
    sequence: { sequencer: LongestFirst },
    setupFiles: ["test/same-cases.ts"],
    // A hundred generated reports take ten seconds on two quiet cores.
    testTimeout: 180_000,
    // What is waited for comes within milliseconds, but for a machine that is busy.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 30_000,
    // Labs are made of real namespaces on few cores: most of their time is waiting for packets, so three files share two cores.
    maxWorkers: 3,
  },
});
