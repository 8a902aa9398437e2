/**
 * A command as words: separated by spaces, `'..'` and `".."` hold spaces. Nothing else means anything: no variables, no wildcards, no
 * backslashes, so that what is written is what is run.
 * @returns null when a quotation mark is not closed
 */
export function commandWords(text: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  let quote = ''
  for (const char of text) {
    if (quote !== '') {
      if (char === quote) quote = ''
      else word += char
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + char
  }
  if (quote !== '') return null
  return word === null ? words : [...words, word]
}
