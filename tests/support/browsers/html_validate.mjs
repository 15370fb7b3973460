// Reads {"name": "<html>…"} from standard input and prints the problems, a list of lines as JSON.
import { HtmlValidate } from "html-validate";
import { text } from "node:stream/consumers";

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

const problems = [];
for (const [name, html] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const report = await validator.validateString(html, `${name}.html`);
  for (const { messages } of report.results) {
    for (const { line, column, message, ruleId } of messages) {
      problems.push(`${name}, line ${line}, column ${column}: ${message} (${ruleId})`);
    }
  }
}
process.stdout.write(JSON.stringify(problems));
