/** The words of a command line as a POSIX shell or bash would pass them on. */
export type Words =
  | { readonly ok: true; readonly words: readonly string[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly reason: string }

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, e: 27, E: 27, f: 12, n: 10, r: 13, t: 9, v: 11 }
const utf8 = new TextEncoder()

/**
 * Splits a command into words: single quotes, double quotes, bash's `$'..'`, backslashes, continued lines, comments. Nothing is run:
 * a `$NAME` stays as it is written and is told, and so is a command in `$(..)` or backquotes. It ends at the first `|`, `;`, `&`, `>`, `<`.
 */
export function shellWords(command: string): Words {
  const text = command.replace(/\r\n?/g, '\n')
  const words: string[] = []
  const notes = new Set<string>()
  let word: string | null = null
  let at = 0
  const add = (more: string) => {
    word = (word ?? '') + more
  }
  const end = () => {
    if (word !== null) words.push(word)
    word = null
  }
  while (at < text.length) {
    const char = text[at] as string
    const next = text[at + 1]
    if (char === '\\') {
      if (next === undefined) break
      if (next !== '\n') add(next)
      at += 2
    } else if (char === "'") {
      const close = text.indexOf("'", at + 1)
      if (close < 0) return { ok: false, reason: 'A single quote is not closed. Copy the whole command.' }
      add(text.slice(at + 1, close))
      at = close + 1
    } else if (char === '$' && next === "'") {
      const read = ansiC(text, at + 2)
      if (typeof read === 'string') return { ok: false, reason: read }
      add(read.text)
      at = read.end
    } else if (char === '"') {
      const read = doubleQuoted(text, at + 1, notes)
      if (read === null) return { ok: false, reason: 'A double quote is not closed. Copy the whole command.' }
      add(read.text)
      at = read.end
    } else if (char === '^' && (next === '\n' || next === '"')) {
      // Beyond quotes, so it is no part of a value: the escape of the other shell.
      return {
        ok: false,
        reason: 'This command is written for Windows’ cmd. Copy it for bash instead (browsers offer “Copy as cURL (bash)”).',
      }
    } else if (char === '\n') {
      end()
      // A command ends with its line, unless nothing has come yet.
      if (words.length > 0) break
      at++
    } else if (char === ' ' || char === '\t') {
      end()
      at++
    } else if (char === '#' && word === null) {
      const line = text.indexOf('\n', at)
      at = line < 0 ? text.length : line
    } else if ('|;&<>'.includes(char)) {
      notes.add(`What follows “${char}” in the command is not imported.`)
      break
    } else {
      if (char === '$' || char === '`') noteShell(text, at, notes)
      add(char)
      at++
    }
  }
  end()
  return { ok: true, words, notes: [...notes] }
}

function doubleQuoted(text: string, from: number, notes: Set<string>): { text: string; end: number } | null {
  let out = ''
  for (let at = from; at < text.length; at++) {
    const char = text[at] as string
    if (char === '"') return { text: out, end: at + 1 }
    if (char === '\\') {
      const next = text[++at]
      if (next === undefined) return null
      if (next === '\n') continue
      out += '$`"\\'.includes(next) ? next : `\\${next}`
      continue
    }
    if (char === '$' || char === '`') noteShell(text, at, notes)
    out += char
  }
  return null
}

function noteShell(text: string, at: number, notes: Set<string>): void {
  const name = /^\$\{?([A-Za-z_]\w*)/.exec(text.slice(at, at + 80))?.[1]
  if (name !== undefined) notes.add(`$${name} is a shell variable and was left as written. Replace it with its value.`)
  else if (text[at] === '`' || text[at + 1] === '(') notes.add('Nested commands are not run; this one was left as written.')
}

/** bash's `$'..'`, from after the quote. Bytes that are written as numbers have to be UTF-8 together. A string answered = why not. */
function ansiC(text: string, from: number): { text: string; end: number } | string {
  const bytes: number[] = []
  for (let at = from; at < text.length; ) {
    const char = text[at] as string
    if (char === "'") {
      try {
        return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes)), end: at + 1 }
      } catch {
        return 'The command contains binary bytes ($’\\x..’). Capture that request and resend it from here instead.'
      }
    }
    if (char !== '\\') {
      const whole = String.fromCodePoint(text.codePointAt(at) ?? 0)
      bytes.push(...utf8.encode(whole))
      at += whole.length
      continue
    }
    const rest = text.slice(at + 1, at + 11)
    const number = /^(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(rest)
    if (number) {
      const [all, hex, octal, short, long] = number
      if (hex !== undefined) bytes.push(Number.parseInt(hex, 16))
      else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff)
      else at = pushCode(text, at, Number.parseInt(short ?? long ?? '0', 16), bytes)
      at += 1 + all.length
      continue
    }
    const next = text[at + 1] ?? ''
    const code = ESCAPES[next]
    if (code !== undefined) bytes.push(code)
    else bytes.push(...utf8.encode('\\\'"?'.includes(next) ? next : `\\${next}`))
    at += 2
  }
  return 'A $’ quote is not closed. Copy the whole command.'
}

/** Browsers write characters beyond U+FFFF as two \u escapes, which belong together. Answers where to go on from. */
function pushCode(text: string, at: number, code: number, bytes: number[]): number {
  if (code >= 0xd800 && code < 0xdc00) {
    const low = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(text.slice(at + 6, at + 12))?.[1]
    if (low !== undefined) {
      bytes.push(...utf8.encode(String.fromCharCode(code, Number.parseInt(low, 16))))
      return at + 6
    }
  }
  bytes.push(...utf8.encode(code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)))
  return at
}
