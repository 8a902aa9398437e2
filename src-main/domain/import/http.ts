import type { HeaderPair } from '../http/headers.ts'
import { type Imported, type ImportResult, importable, refused, titleOf } from './imported.ts'

const REQUEST_LINE = /^(?:([A-Z][A-Z-]{0,31})\s+)?((?:https?:\/\/|\/|\{\{)\S*)(?:\s+HTTP\/[\d.]+)?\s*$/

/**
 * The requests of an `.http` (or `.rest`) text, as editors send them: a request line, headers, an empty line, a body; `###` between two.
 * A path alone takes its host from the `Host` field. Variables stay as they are written.
 */
export function fromHttp(file: string): ImportResult {
  const requests: Imported[] = []
  for (const part of file.replace(/\r\n?/g, '\n').split(/^###.*$/m)) {
    const read = requestOf(part)
    if (typeof read === 'string') return refused(read)
    if (read !== null) requests.push(read)
  }
  if (requests.length === 0)
    return refused('There is no request in this text. A request starts with a line such as “POST https://example.com/hook”.')
  return { ok: true, requests }
}

/** Null = nothing but comments; a string = why not. */
function requestOf(part: string): Imported | string | null {
  const lines = part.split('\n')
  const skipped = (line: string) => line.trim() === '' || /^\s*(?:#|\/\/|@\w+\s*=)/.test(line)
  let at = 0
  while (at < lines.length && skipped(lines[at] ?? '')) at++
  const first = lines[at]
  if (first === undefined) return null
  const found = REQUEST_LINE.exec(first.trim())
  if (!found) return `“${first.trim().slice(0, 60)}” is not a request line. Write the method, a space and the URL.`
  const headers: HeaderPair[] = []
  let url = found[2] ?? ''
  // Editors let a long query go on in the next lines.
  for (at++; /^\s+[?&]/.test(lines[at] ?? ''); at++) url += (lines[at] ?? '').trim()
  for (; at < lines.length && lines[at]?.trim() !== ''; at++) {
    const line = lines[at] ?? ''
    if (/^\s*(?:#|\/\/)/.test(line)) continue
    const colon = line.indexOf(':')
    if (colon < 1) return `“${line.trim().slice(0, 60)}” is not a header: write it as “Name: value”. An empty line ends the headers.`
    headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
  }
  const body = lines.slice(at + 1).join('\n')
  if (/^\s*<\s*\S/.test(body)) return 'The body is read from a file (“< file”), which Hookbench cannot access. Paste its text instead.'
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1]
  if (url.startsWith('/')) {
    if (host === undefined) return `“${url.slice(0, 60)}” is a path without a host. Write the full URL.`
    url = `http://${host}${url}`
  }
  const method = found[1] ?? 'GET'
  // The file's last line end is the editor's, not the body's.
  return { title: titleOf(method, url), method, url, headers: importable(headers), body: body.replace(/\n+$/, ''), notes: [] }
}
