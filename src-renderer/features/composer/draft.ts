import type { Endpoint } from '#contract/endpoints.ts'
import type { InputOf } from '#contract/methods.ts'
import type { RequestDetail } from '#contract/requests.ts'
import type { Source } from '#contract/sources.ts'
import { isHeaderName, isHeaderValue, isMethod } from '#domain/http/headers.ts'
import { pathOf } from '#domain/http/request-view.ts'
import { MASK } from '#domain/redact-body.ts'
import { looksMasked } from '#domain/secret.ts'
import { composerText } from '../../strings/composer.ts'

const t = composerText.problems

export interface HeaderRow {
  readonly key: number
  readonly name: string
  readonly value: string
  /** Place among the captured headers; null for a row that was added. */
  readonly origin: number | null
}

/** A resend as it stands in the form. */
export interface Draft {
  readonly method: string
  /** What is appended to the target's URL: empty, `/rest?query` or `?query`. */
  readonly path: string
  readonly headers: readonly HeaderRow[]
  /** null = the captured bytes, by reference. */
  readonly body: string | null
  readonly to:
    | { readonly kind: 'endpoint'; readonly endpointId: string }
    | { readonly kind: 'url'; readonly url: string; readonly local: boolean }
  readonly sign: 'as-received' | 'fresh'
  /** `provider/scheme`; empty = as the Endpoint or Source is set up. */
  readonly scheme: string
  readonly secret: string
}

export type ResendInput = InputOf<'requests.resend'>
type Pairs = readonly (readonly [name: string, value: string])[]

/**
 * What a resend appends to the target's URL when nothing is edited: for a Request of a Source what follows its slug, for one of the
 * Inbox the query alone, because its path is one of ours.
 */
export function capturedPath({ target, sourceId }: Pick<RequestDetail, 'target' | 'sourceId'>): string {
  const rest = target.startsWith('/') ? target.slice(1).replace(/^[^/?#]*/, '') : target
  return sourceId === null ? target.slice(pathOf(target).length) : rest
}

/** The form as it opens: nothing edited, to where the Source forwards, else the first Endpoint, else a URL to type. */
export function newDraft(request: RequestDetail, source: Source | undefined, endpoints: readonly Endpoint[]): Draft {
  const endpoint = endpoints.find(candidate => source?.forwardTo.includes(candidate.id)) ?? endpoints.find(candidate => candidate.enabled)
  return {
    method: request.method,
    path: capturedPath(request),
    headers: request.headers.map(([name, value], index) => ({ key: index, name, value, origin: index })),
    body: null,
    to: endpoint ? { kind: 'endpoint', endpointId: endpoint.id } : { kind: 'url', url: '', local: false },
    sign: 'as-received',
    scheme: '',
    secret: '',
  }
}

export function headersEdited(draft: Draft, request: RequestDetail): boolean {
  return (
    draft.headers.length !== request.headers.length ||
    draft.headers.some((row, index) => row.name !== request.headers[index]?.[0] || row.value !== request.headers[index]?.[1])
  )
}

export function isEdited(draft: Draft, request: RequestDetail): boolean {
  return draft.method !== request.method || draft.path !== capturedPath(request) || draft.body !== null || headersEdited(draft, request)
}

/** Whether sending needs the captured credentials in clear: the headers go out as a whole list and some of it is masked. */
export function needsReveal(draft: Draft, request: RequestDetail): boolean {
  return headersEdited(draft, request) && draft.headers.some(row => isUntouchedMask(row, request))
}

const isUntouchedMask = (row: HeaderRow, request: RequestDetail): boolean =>
  looksMasked(row.value) && row.origin !== null && request.headers[row.origin]?.[1] === row.value

export type SecretSource = 'given' | 'endpoint' | 'source' | 'none' | 'no-scheme'

/**
 * With whose secret a fresh signature is made: the one given, else the Endpoint's, else the Source's. A stored secret signs only in
 * its own provider's format, so a scheme chosen here looks for an owner of the same provider. (The core decides by the same rule.)
 */
export function secretSource(draft: Draft, endpoint: Endpoint | undefined, source: Source | undefined): SecretSource {
  const parties = [
    { who: 'endpoint' as const, scheme: endpoint?.scheme ?? null, secrets: endpoint?.secrets.length ?? 0 },
    { who: 'source' as const, scheme: source?.provider ?? null, secrets: source?.secrets.length ?? 0 },
  ].filter(party => party.scheme !== null)
  if (draft.scheme === '' && parties.length === 0) return 'no-scheme'
  if (draft.secret !== '') return 'given'
  const provider = draft.scheme.split('/')[0]
  const owner = parties.find(party => party.secrets > 0 && (draft.scheme === '' || party.scheme?.split('/')[0] === provider))
  return owner?.who ?? 'none'
}

/** `mask`: the edited body holds what stands for a hidden credential, copied from where one is shown. */
export type Warning = 'edited' | 'old' | 'unproven' | 'mask'
const OLD_MS = 5 * 60_000

/** What a receiver that checks signatures would stumble over. Sending stays possible: to see that refusal may be the point. */
export function warningsOf(draft: Draft, request: RequestDetail, now: number): Warning[] {
  const warnings: Warning[] = draft.body?.includes(MASK) ? ['mask'] : []
  if (draft.sign === 'fresh' || request.verdict === 'unsigned') return warnings
  if (draft.body !== null) warnings.push('edited')
  if (request.verdict === 'failed') warnings.push('unproven')
  const timed = request.verification.checks.some(check => /time/i.test(check.name))
  if (timed && now - request.receivedAt > OLD_MS) warnings.push('old')
  return warnings
}

/** First reason why the draft cannot be sent, as a sentence; null when it can. */
export function problemOf(draft: Draft, request: RequestDetail, signing: SecretSource): string | null {
  if (!isMethod(draft.method)) return t.method
  if (draft.path !== capturedPath(request)) {
    if (!/^(?:[/?]|$)/.test(draft.path)) return t.path
    if (looksMasked(draft.path)) return t.hiddenPath
  }
  if (headersEdited(draft, request)) {
    for (const [index, row] of draft.headers.entries()) {
      if (!isHeaderName(row.name)) return t.headerName(index + 1)
      if (isUntouchedMask(row, request)) continue
      if (looksMasked(row.value)) return t.hiddenHeader(index + 1)
      if (!isHeaderValue(row.value)) return t.headerValue(index + 1)
    }
  }
  if (draft.to.kind === 'url' && !isHttpUrl(draft.to.url)) return t.url
  if (draft.sign === 'fresh' && (signing === 'none' || signing === 'no-scheme'))
    return composerText.sign.with[signing === 'none' ? 'none' : 'noScheme']
  return null
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text.trim()) && URL.canParse(text.trim())
}

/**
 * The call that a draft stands for. Only what was edited is named, so the rest goes out exactly as captured.
 * @param body the edited text with the line ends to send; null = the captured bytes
 * @param clear captured headers in clear, where `needsReveal` asked for them
 */
export function resendInput(draft: Draft, request: RequestDetail, body: string | null, clear: Pairs | null): ResendInput {
  const { to } = draft
  const edit: NonNullable<ResendInput['edit']> = {
    ...(draft.method === request.method ? {} : { method: draft.method }),
    ...(draft.path === capturedPath(request) ? {} : { path: draft.path }),
    ...(headersEdited(draft, request)
      ? { headers: draft.headers.map(row => [row.name, clearValue(row, request, clear)] as [string, string]) }
      : {}),
    ...(body === null ? {} : { body }),
  }
  return {
    ids: [request.id],
    to: to.kind === 'endpoint' ? { endpointId: to.endpointId } : { url: to.url.trim(), ...(to.local ? { local: true } : {}) },
    sign: draft.sign,
    ...(draft.sign === 'fresh' && draft.scheme !== '' ? { scheme: draft.scheme } : {}),
    ...(draft.sign === 'fresh' && draft.secret !== '' ? { secret: draft.secret } : {}),
    // A body that is not edited is not named: the core then sends the stored bytes by reference, and does not take them for edited.
    ...(Object.keys(edit).length > 0 ? { edit } : {}),
  }
}

function clearValue(row: HeaderRow, request: RequestDetail, clear: Pairs | null): string {
  return row.origin !== null && isUntouchedMask(row, request) ? (clear?.[row.origin]?.[1] ?? row.value) : row.value
}
