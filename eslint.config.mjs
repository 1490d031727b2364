// `./run check` lints the rooms' scripts by this. 2020 is what Chromium 86 speaks: anything newer is no syntax here.
import js from "@eslint/js";
import globals from "globals";

export default [
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2020, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...js.configs.recommended.rules,
      "eqeqeq": "error",
      "no-var": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      // The wide blank is a sign of Chinese sentences.
      "no-irregular-whitespace": ["error", { skipTemplates: true }]
    }
  }
];
