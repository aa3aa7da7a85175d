import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Labs are made of real namespaces on few cores: two test files at once is what the machine bears.
    maxWorkers: 2,
  },
});
