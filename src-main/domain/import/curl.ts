import { toBase64 } from '../export/text.ts'
import type { HeaderPair } from '../http/headers.ts'
import { ALONE, type CurlOption, longOption, SHORT } from './curl-options.ts'
import { type ImportResult, importable, refused, titleOf } from './imported.ts'
import { shellWords } from './shell.ts'

interface Call {
  method: string | null
  url: string | null
  headers: HeaderPair[]
  /** Fields that curl would write by itself and that were taken away (`-H 'Accept:'`). */
  readonly removed: Set<string>
  data: string[]
  json: boolean
  form: boolean
  get: boolean
  head: boolean
  readonly notes: Set<string>
}

/** One step: null = done, a string = why the command cannot be imported. */
type Step = string | null

/** A curl command line, as browsers copy it and documentation prints it, for a POSIX shell or bash. */
export function fromCurl(command: string): ImportResult {
  const split = shellWords(command.replace(/^\s*[$%]\s+/, ''))
  if (!split.ok) return refused(split.reason)
  const [program, ...words] = split.words
  if (program === undefined) return refused('Paste a curl command.')
  if (!/(?:^|\/)curl(?:\.exe)?$/.test(program))
    return refused(`A curl command starts with “curl”, but this one starts with “${program.slice(0, 40)}”.`)
  const call: Call = {
    method: null,
    url: null,
    headers: [],
    removed: new Set(),
    data: [],
    json: false,
    form: false,
    get: false,
    head: false,
    notes: new Set(split.notes),
  }
  const problem = readWords(words, call)
  return problem === null ? finished(call) : refused(problem)
}

function readWords(words: readonly string[], call: Call): Step {
  let options = true
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string
    if (options && word === '--') {
      options = false
      continue
    }
    if (!options || !word.startsWith('-') || word === '-') {
      const problem = setUrl(call, word)
      if (problem !== null) return problem
      continue
    }
    for (const { option, name, value } of optionsOf(word)) {
      const given = ALONE.has(option) ? '' : (value ?? words[++at])
      if (given === undefined) return `${name} has no value. Copy the whole command.`
      const problem = apply(call, option, given, name)
      if (problem !== null) return problem
    }
  }
  return null
}

interface Read {
  readonly option: CurlOption
  readonly name: string
  /** What stands in the same word; undefined = it is the next one. */
  readonly value: string | undefined
}

/** `--name`, `--name=value`, `-sSL`, `-XPOST`. */
function optionsOf(word: string): Read[] {
  if (word.startsWith('--')) {
    const [, name = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? []
    return [{ option: longOption(name.replace(/^no-/, '')), name: `--${name}`, value }]
  }
  const read: Read[] = []
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] as string
    const option = Object.hasOwn(SHORT, letter) ? (SHORT[letter] as CurlOption) : 'flag'
    if (ALONE.has(option)) {
      read.push({ option, name: `-${letter}`, value: undefined })
      continue
    }
    read.push({ option, name: `-${letter}`, value: word.slice(at + 1) || undefined })
    break
  }
  return read
}

function apply(call: Call, option: CurlOption, value: string, name: string): Step {
  switch (option) {
    case 'request':
      call.method = value
      return null
    case 'header':
      return header(call, value)
    case 'data':
      if (value.startsWith('@')) {
        return `The body is read from the file ${value.slice(1)}, which Hookbench cannot access. Paste its text with --data-raw instead.`
      }
      return data(call, value)
    case 'data-raw':
      return data(call, value)
    case 'data-urlencode':
      return urlencoded(call, value)
    case 'json':
      if (value.startsWith('@')) return `The body is read from the file ${value.slice(1)}. Paste its text after --json instead.`
      call.json = true
      call.data.push(value)
      return null
    case 'user':
      if (!value.includes(':')) call.notes.add('-u has no password, and curl would prompt for one. Put it into the Authorization header.')
      call.headers.push(['Authorization', `Basic ${base64(value.includes(':') ? value : `${value}:`)}`])
      return null
    case 'bearer':
      call.headers.push(['Authorization', `Bearer ${value}`])
      return null
    case 'get':
      call.get = true
      return null
    case 'head':
      call.head = true
      return null
    case 'agent':
      return header(call, `User-Agent: ${value}`)
    case 'referer':
      return header(call, `Referer: ${value.replace(/;auto$/, '')}`)
    case 'cookie':
      if (!value.includes('=')) return `The cookies are read from the file ${value}. Write them out instead: -b 'name=value'.`
      return header(call, `Cookie: ${value}`)
    case 'url':
      return setUrl(call, value)
    case 'form':
      return 'A multipart form (-F) cannot be imported. Send the command to a source here, then resend the captured request.'
    case 'upload':
      return `The body is the file ${value}, which Hookbench cannot access. Paste its text with --data-raw instead.`
    case 'config':
      return `The command reads options from the file ${value}. Write them out instead.`
    case 'insecure':
      call.notes.add(`${name} is not imported: certificates are checked. A local endpoint can be set to skip that.`)
      return null
    case 'proxy':
      call.notes.add('The proxy is not imported.')
      return null
    default:
      return null
  }
}

function setUrl(call: Call, word: string): Step {
  if (call.url !== null) return 'The command has several URLs. Import one at a time.'
  call.url = word
  return null
}

/** `Name: value`, `Name;` (empty), `Name:` (take away what curl would write). */
function header(call: Call, text: string): Step {
  if (text.startsWith('@')) return `Headers are read from the file ${text.slice(1)}. Write them out instead.`
  const empty = /^([^:;]+);\s*$/.exec(text)
  const [, name = '', value = ''] = empty ? [text, empty[1], ''] : (/^([^:]*):\s*([\s\S]*)$/.exec(text) ?? [])
  if (name.trim() === '') return `“${text.slice(0, 60)}” is not a header: write it as “Name: value”.`
  if (!empty && value.trim() === '') call.removed.add(name.trim().toLowerCase())
  else call.headers.push([name.trim(), value.trim()])
  return null
}

function data(call: Call, value: string): Step {
  call.form = true
  call.data.push(value)
  return null
}

/** `content`, `=content`, `name=content`; a file (`@file`, `name@file`) is refused. */
function urlencoded(call: Call, value: string): Step {
  const at = value.indexOf('=')
  if (at < 0 && value.includes('@')) return `A part of the body is read from the file ${value.split('@')[1]}. Write it out instead.`
  const name = at > 0 ? `${value.slice(0, at)}=` : ''
  return data(
    call,
    name + encodeURIComponent(value.slice(at + 1)).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  )
}

function finished(call: Call): ImportResult {
  if (call.url === null || call.url === '') return refused('The command has no URL.')
  const body = call.data.join(call.json ? '' : '&')
  const has = (name: string) => call.removed.has(name.toLowerCase()) || call.headers.some(([n]) => n.toLowerCase() === name.toLowerCase())
  let url = /^[a-z][a-z0-9+.-]*:\/\//i.test(call.url) ? call.url : `http://${call.url}`
  if (!/^https?:/i.test(url)) return refused(`“${url.split(':')[0]}” URLs are not supported; use http or https.`)
  if (call.get && body !== '') url += `${url.includes('?') ? '&' : '?'}${body}`
  const sent = call.get ? '' : body
  if (call.json && !has('Content-Type')) call.headers.push(['Content-Type', 'application/json'])
  if (call.json && !has('Accept')) call.headers.push(['Accept', 'application/json'])
  if (call.form && !call.get && !has('Content-Type')) call.headers.push(['Content-Type', 'application/x-www-form-urlencoded'])
  const method = call.method ?? (call.head ? 'HEAD' : call.data.length > 0 && !call.get ? 'POST' : 'GET')
  return {
    ok: true,
    requests: [{ title: titleOf(method, url), method, url, headers: importable(call.headers), body: sent, notes: [...call.notes] }],
  }
}

const base64 = (text: string): string => toBase64(new TextEncoder().encode(text))
