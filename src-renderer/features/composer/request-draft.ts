import type { RequestDraft } from '#contract/drafts.ts'
import type { Endpoint } from '#contract/endpoints.ts'
import { isHeaderName, isMethod } from '#domain/http/headers.ts'
import type { Imported } from '#domain/import/imported.ts'
import { unknownVariable } from '#domain/variables.ts'
import { composeText } from '../../strings/compose.ts'
import { composerText } from '../../strings/composer.ts'
import type { Draft, HeaderRow } from './draft.ts'

const t = composeText
const problems = composerText.problems

/** With what it is signed: `source:<id>` = with the secret of that Source. */
export type SignWith = 'none' | 'endpoint' | 'secret' | `source:${string}`

/** A request as it stands in the editor. */
export interface RequestForm {
  readonly method: string
  readonly to: Draft['to']
  readonly path: string
  readonly headers: readonly HeaderRow[]
  readonly body: string
  readonly sign: SignWith
  readonly scheme: string
  readonly secret: string
  /** The saved or sent request whose hidden values stand in it. */
  readonly from: string | null
}

const JSON_TYPE: [string, string] = ['Content-Type', 'application/json']

export function newRequest(endpoints: readonly Endpoint[]): RequestForm {
  const endpoint = endpoints.find(candidate => candidate.enabled)
  return {
    method: 'POST',
    to: endpoint ? { kind: 'endpoint', endpointId: endpoint.id } : { kind: 'url', url: '', local: false },
    path: '',
    headers: headerRows([JSON_TYPE]),
    body: '{\n  "id": "{{uuid}}",\n  "type": "test.event",\n  "created": {{now.s}}\n}',
    sign: endpoint?.scheme ? 'endpoint' : 'none',
    scheme: '',
    secret: '',
    from: null,
  }
}

export const headerRows = (pairs: readonly (readonly [string, string])[]): HeaderRow[] =>
  pairs.map(([name, value], key) => ({ key, name, value, origin: null }))

export function importedForm(before: RequestForm, { method, url, headers, body }: Imported): RequestForm {
  return {
    ...before,
    method,
    to: { kind: 'url', url, local: false },
    path: '',
    headers: headerRows(headers),
    body,
    sign: 'none',
    from: null,
  }
}

/** The form for a saved or sent request. */
export function formOf(draft: RequestDraft, id: string): RequestForm {
  const { to, sign } = draft
  return {
    method: draft.method,
    to: 'url' in to ? { kind: 'url', url: to.url, local: to.local ?? false } : { kind: 'endpoint', endpointId: to.endpointId },
    path: draft.path,
    headers: headerRows(draft.headers),
    body: draft.body,
    sign: sign.with === 'source' ? `source:${sign.sourceId}` : sign.with,
    scheme: sign.with === 'secret' ? sign.scheme : '',
    secret: '',
    from: id,
  }
}

/** What the core is given. */
export function draftOf(form: RequestForm): RequestDraft {
  const { to, sign } = form
  return {
    method: form.method.trim(),
    to: to.kind === 'endpoint' ? { endpointId: to.endpointId } : { url: to.url.trim(), ...(to.local ? { local: true } : {}) },
    path: to.kind === 'endpoint' ? form.path.trim() : '',
    headers: form.headers.map(({ name, value }) => [name.trim(), value]),
    body: form.body,
    sign: sign.startsWith('source:')
      ? { with: 'source', sourceId: sign.slice('source:'.length) }
      : sign === 'secret'
        ? { with: 'secret', scheme: form.scheme }
        : { with: sign === 'endpoint' ? 'endpoint' : 'none' },
  }
}

/** First reason why the request cannot be sent, as a sentence; null when it can. */
export function requestProblem(form: RequestForm, endpoint: Endpoint | undefined): string | null {
  const { to } = form
  if (!isMethod(form.method.trim())) return problems.method
  if (to.kind === 'url' && !/^https?:\/\/[^/?#]/i.test(to.url.trim())) return problems.url
  if (to.kind === 'endpoint' && !/^(?:[/?]|$)/.test(form.path.trim())) return problems.path
  for (const [index, { name }] of form.headers.entries()) {
    if (!isHeaderName(name.trim())) return problems.headerName(index + 1)
  }
  for (const [where, text] of places(form)) {
    const unknown = unknownVariable(text)
    if (unknown) return t.variables.unknown(unknown.name, where)
  }
  if (form.sign === 'endpoint') {
    if (to.kind === 'url') return t.sign.endpointNone
    if (endpoint && endpoint.scheme === null) return t.sign.endpointBare(endpoint.name)
  }
  if (form.sign === 'secret' && form.scheme === '') return t.sign.schemeNeeded
  return null
}

/** Every text in which variables count, with what to call it. */
export function places(form: RequestForm): [where: string, text: string][] {
  const { url, path, header, body } = t.variables.where
  return [
    form.to.kind === 'url' ? [url, form.to.url] : [path, form.path],
    ...form.headers.map(({ value }, index): [string, string] => [header(index + 1), value]),
    [body, form.body],
  ]
}

export const contentTypeOf = (form: RequestForm): string | undefined =>
  form.headers.find(({ name }) => name.trim().toLowerCase() === 'content-type')?.value
