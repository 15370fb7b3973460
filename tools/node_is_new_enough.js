// The oldest Node.js that the checkers among our JavaScript packages still run on is 20.19.
const [major, minor] = process.versions.node.split(".").map(Number);
process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);
