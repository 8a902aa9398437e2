import { type Exported, exactText, portableHeaders, toBase64 } from './text.ts'

/**
 * A command for a POSIX shell that sends the same bytes. Everything that came from outside stands in single quotes, in which a shell
 * reads nothing: a payload cannot become a command. A masked credential becomes `$HOOKBENCH_SECRET`.
 */
export function toCurl(request: Exported): string {
  const text = exactText(request.body)
  const lines = [`curl -sS -X ${quote(request.method)} ${quote(request.url)}`]
  for (const [name, value] of portableHeaders(request.headers)) {
    lines.push(`-H ${value === '' ? quote(`${name};`) : quoteMasked(`${name}: ${value}`, request.mask)}`)
  }
  // Else curl invents one for a body.
  if (!request.headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-type')) lines.push(`-H ${quote('Content-Type:')}`)
  if (request.body.byteLength > 0) lines.push(text === null ? '--data-binary @-' : `--data-raw ${quote(text)}`)
  const command = lines.join(' \\\n  ')
  return text === null ? `printf %s ${quote(toBase64(request.body))} | base64 -d | ${command}` : command
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function quoteMasked(text: string, mask: string): string {
  return quote(text).replaceAll(mask, `'"$HOOKBENCH_SECRET"'`)
}
