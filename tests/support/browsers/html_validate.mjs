// For each line of standard input, {"name": "<html>…"}, prints the problems: a list of lines as JSON.
import { HtmlValidate } from "html-validate";
import { createInterface } from "node:readline";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    // The content security policy refuses both, so neither may slip in.
    "no-inline-style": ["error", { include: ["style"], allowedProperties: [] }],
    "form-dup-name": ["error", { shared: ["checkbox", "radio", "submit", "button", "reset"] }],
    "no-dup-id": "error",
    "input-missing-label": "error",
    "unique-landmark": "error",
    "valid-autocomplete": "error",
  },
});

async function problemsOf(documents) {
  const problems = [];
  for (const [name, html] of Object.entries(documents)) {
    const report = await validator.validateString(html, `${name}.html`);
    for (const { messages } of report.results) {
      for (const { line, column, message, ruleId } of messages) {
        problems.push(`${name}, line ${line}, column ${column}: ${message} (${ruleId})`);
      }
    }
  }
  return problems;
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await problemsOf(JSON.parse(line)))}\n`);
}
