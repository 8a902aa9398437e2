import type { RequestDraft } from '#contract/drafts.ts'
import { AppError } from '#contract/errors.ts'
import { headersToSend } from '#contract/method.ts'
import { type HeaderPair, headerPairs, isMethod } from '#domain/http/headers.ts'
import { MASK, maskHeaders, maskTarget } from '#domain/redact.ts'
import { createExpander, type VariableSources } from '#domain/variables.ts'

/** A draft as it may be shown: credentials in headers and URL are masked. */
export function maskDraft(draft: RequestDraft): RequestDraft {
  const { to } = draft
  return {
    ...draft,
    headers: headerPairs(maskHeaders(null, draft.headers.flat())).map(([name, value]) => [name, value]),
    path: maskTarget(null, draft.path),
    to: 'url' in to ? { ...to, url: maskTarget(null, to.url) } : to,
  }
}

/**
 * A draft that came back from a form, with the masked values put back from the one that it was read from. The nth header of a name takes
 * the value of the nth there.
 * @throws AppError `invalid_input` for a masked value that stands for nothing
 */
export function unmaskDraft(draft: RequestDraft, from: RequestDraft | null): RequestDraft {
  const shown = from && maskDraft(from)
  const clear = (text: string, masked: string | undefined, stored: string | undefined, what: string): string => {
    if (!text.includes(MASK)) return text
    if (text === masked && stored !== undefined) return stored
    throw new AppError('invalid_input', `${what} contains a hidden value (••). Write it out in full.`)
  }
  const seen = new Map<string, number>()
  const headers = draft.headers.map(([name, value]): [string, string] => {
    const key = name.toLowerCase()
    const n = seen.get(key) ?? 0
    seen.set(key, n + 1)
    const nth = (pairs: RequestDraft['headers'] | undefined) => pairs?.filter(([other]) => other.toLowerCase() === key)[n]?.[1]
    return [name, clear(value, nth(shown?.headers), nth(from?.headers), `The header ${name}`)]
  })
  const url = (to: RequestDraft['to'] | undefined) => (to && 'url' in to ? to.url : undefined)
  const to = 'url' in draft.to ? { ...draft.to, url: clear(draft.to.url, url(shown?.to), url(from?.to), 'The address') } : draft.to
  return { ...draft, headers, to, path: clear(draft.path, shown?.path, from?.path, 'The path') }
}

/**
 * The draft with its variables filled in: one instant and one set of labelled values for all of it. What came out of it is checked, for
 * it is sent as it is.
 * @throws AppError `invalid_input`
 */
export function expandDraft(draft: RequestDraft, sources: VariableSources): RequestDraft & { readonly headers: [string, string][] } {
  const expand = createExpander(sources)
  const filled = (text: string, what: string): string => {
    const made = expand(text)
    if (made.ok) return made.text
    throw new AppError(
      'invalid_input',
      `${what} uses an unknown variable: {{${made.name}}}. Choose one from the list, or write \\{{ for two braces.`,
    )
  }
  const { to } = draft
  const headers = headersToSend.safeParse(draft.headers.map(([name, value]): HeaderPair => [name, filled(value, `The header ${name}`)]))
  if (!headers.success) throw new AppError('invalid_input', headers.error.issues[0]?.message ?? 'A header cannot be sent.')
  if (!isMethod(draft.method)) {
    throw new AppError('invalid_input', 'A method is 1 to 32 letters or symbols, without spaces.')
  }
  const path = filled(draft.path, 'The path')
  if (!/^(?:[/?]|$)/.test(path)) throw new AppError('invalid_input', 'The path to append must start with / or ?, or be empty.')
  return {
    ...draft,
    path,
    headers: headers.data,
    body: filled(draft.body, 'The body'),
    to: 'url' in to ? { ...to, url: address(filled(to.url.trim(), 'The address')) } : to,
  }
}

function address(url: string): string {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url
  throw new AppError('invalid_input', 'Enter a URL that starts with http:// or https:// and names a host.')
}
