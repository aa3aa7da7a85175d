import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/same-cases.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Labs are made of real namespaces on few cores: most of their time is waiting for packets, so three files share two cores.
    maxWorkers: 3,
  },
});
