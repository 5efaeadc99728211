// What the compiler can't see: promises nobody waits for, cases nobody handled, `any` that slipped in.
// Layout is prettier's, imports between the parts are dependency-cruiser's, unused exports are knip's.
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["node_modules/", "dist/", "data/", "coverage/", "tests/.artifacts/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Handlers that give a promise are fine where the caller (express 5, JSX) takes care of a rejection or ignores void.
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" },
      ],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",

      // Allowed here: the index is known to be there, and noUncheckedIndexedAccess makes `!` say so.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Numbers read well in a message.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Interfaces are promises of promises; an implementation need not wait for anything.
      "@typescript-eslint/require-await": "off",
      // `return refuse(res)` ends a function in one line; nobody mistakes it for a value.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // A Y.Text gives its words as a string.
      "@typescript-eslint/no-base-to-string": [
        "error",
        { ignoredTypeNames: ["Error", "RegExp", "URL", "URLSearchParams", "YText"] },
      ],
      // What comes from outside may be other than its type says; a check too many does no harm.
      "@typescript-eslint/no-unnecessary-condition": "off",
    },
  },
  {
    files: ["tests/**/*.{ts,tsx}"],
    rules: {
      // A test may look into what it does not know, and refuse what the types forbid.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: {
        console: "readonly",
        process: "readonly",
        URL: "readonly",
        Buffer: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
      },
    },
    rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error" },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { sourceType: "commonjs", globals: { module: "writable", require: "readonly" } },
  },
);
