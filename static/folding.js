// Finds a name however it is typed, by the folding of the program (planner/models/folding.py): a test
// compares the two, letter by letter.
(() => {
  const each = (letters, by) => [...letters].map((letter) => [letter, by]);
  const SIGNS = new Map([...each("‘’‚‛ʼʹ`´′＇", "'"), ...each("“”„‟«»″", '"'), ...each("‐‑‒–—―−", "-")]);
  // Letters that Unicode does not take apart, or not all the way.
  const LETTERS = new Map(Object.entries({
    æ: "ae", œ: "oe", ø: "o", þ: "th", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ŧ: "t", ŋ: "n", ĸ: "k", ß: "ss", ς: "σ", "\u0345": "ι",
  }));
  const IN_TWO_LETTERS = new Map(Object.entries({ ä: "ae", ö: "oe", ü: "ue", ø: "oe" }));
  const replaced = (text, table) => [...text].map((letter) => table.get(letter) ?? letter).join("");
  // Letter by letter, because the sigma at the end of a word is another one.
  const small = (text) => [...text].map((letter) => letter.toLowerCase()).join("");

  const fold = (text) => replaced(small(replaced(text, SIGNS).normalize("NFKD")), LETTERS).replace(/[\p{Mn}\p{Cf}]/gu, "");
  const foldInTwoLetters = (text) => fold(replaced(small(text.normalize("NFC")), IN_TWO_LETTERS));

  window.folding = { fold, foldInTwoLetters, spellings: (text) => [...new Set([fold(text), foldInTwoLetters(text)])] };
})();
