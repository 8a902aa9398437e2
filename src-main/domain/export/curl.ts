import { type Exported, exactText, portableHeaders, toBase64 } from './text.ts'

/** Systems limit one argument to as little as 128 KiB; a pipe has no such limit, and `printf` is the shell's own. */
const MAX_ARGUMENT = 100_000
/** Fields that curl writes by itself when nobody else does. */
const INVENTED = ['User-Agent', 'Accept', 'Content-Type', 'Expect']

/**
 * A command for a POSIX shell that sends the same bytes. Everything that came from outside stands in single quotes, in which a shell
 * reads nothing: a payload cannot become a command. A masked credential becomes `$HOOKBENCH_SECRET`.
 */
export function toCurl(request: Exported): string {
  const { body, mask } = request
  const text = exactText(body)
  const piped = body.byteLength > MAX_ARGUMENT || (text === null && body.byteLength > 0)
  // -X HEAD would wait for a body that never comes.
  const verb = request.method === 'HEAD' && body.byteLength === 0 ? '--head' : `-X ${quote(request.method)}`
  // Without these two curl reads [] and {} in a URL as patterns, and tidies /../ away.
  const lines = [`curl -sS --globoff --path-as-is ${verb} ${quoteMasked(request.url, mask)}`]
  for (const [name, value] of portableHeaders(request.headers)) {
    lines.push(`-H ${value === '' ? quote(`${name};`) : quoteMasked(`${name}: ${value}`, mask)}`)
  }
  const sent = new Set(portableHeaders(request.headers).map(([name]) => name.toLowerCase()))
  for (const name of INVENTED) if (!sent.has(name.toLowerCase())) lines.push(`-H ${quote(`${name}:`)}`)
  const quoted = text === null ? '' : request.bodyMasked ? quoteMasked(text, mask, quoteText) : quoteText(text)
  if (piped) lines.push('--data-binary @-')
  else if (body.byteLength > 0) lines.push(`--data-raw ${quoted}`)
  const command = lines.join(' \\\n  ')
  if (!piped) return command
  return text === null ? `printf %s ${quote(toBase64(body))} | base64 -d | ${command}` : `printf %s ${quoted} | ${command}`
}

/**
 * What a terminal would act on when the command is pasted, or what makes it look like another one: controls but for the line feed and
 * the tab, and characters of direction and no width. A shell would take them as they are; what stands between it and the clipboard does not.
 */
const UNSEEN = /(?:(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu
const utf8 = new TextEncoder()

function quoteText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`).replace(UNSEEN, octal)}'`
}

/** Characters as the octal numbers of their UTF-8 bytes, between two quoted pieces. */
function octal(characters: string): string {
  return `'"$(printf '${Array.from(utf8.encode(characters), byte => `\\${byte.toString(8)}`).join('')}')"'`
}

/** For what stands on the wire as latin-1: a byte beyond ASCII is written as an octal number, since the shell's own text is UTF-8. */
function quote(text: string): string {
  const quoted = text.replaceAll("'", `'\\''`).replace(LATIN, bytes => {
    const numbers = [...bytes].map(byte => `\\${byte.charCodeAt(0).toString(8)}`).join('')
    return `'"$(printf '${numbers}')"'`
  })
  return `'${quoted}'`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const LATIN = /[\x00-\x08\x0b-\x1f\x7f-\xff]+/g

function quoteMasked(text: string, mask: string, quoted = quote): string {
  return text
    .split(mask)
    .map(part => (part === '' ? '' : quoted(part)))
    .join('"$HOOKBENCH_SECRET"')
}
