import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "coverage/", ".netdiag/", "test/fixtures/", "test/evidence/"] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  { files: ["**/*.js"], ...tseslint.configs.disableTypeChecked },
  {
    files: ["**/*.ts"],
    rules: {
      "no-console": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-assertions": [
        "error",
        { assertionStyle: "as", objectLiteralTypeAssertions: "never" },
      ],
    },
  },
  {
    // Patterns meet what nodes, clusters and people say, however long: none may take more than linear time.
    files: ["src/**/*.ts"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential", ignorePartial: false }],
    },
  },
  {
    // What talks to the world lives in adapters and the composition roots.
    files: ["src/**/*.ts"],
    ignores: ["src/adapters/**", "src/bot.ts", "src/worker.ts", "src/worker/**", "src/cli.ts", "src/cli/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            "@slack/*",
            "!@slack/types",
            "@kubernetes/*",
            "bullmq",
            "ioredis",
            "node:child_process",
            "node:net",
            "node:http*",
            "undici",
          ],
        },
      ],
      "no-restricted-globals": ["error", "process", "fetch"],
    },
  },
);
