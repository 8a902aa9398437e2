import { createRequire } from 'node:module'
import { expect } from 'vitest'
import type { HeaderPair } from '../../src-main/domain/http/headers.ts'
import type { RequestView } from '../../src-main/domain/http/request-view.ts'
import type { Verification } from '../../src-main/domain/request.ts'
import type { Secret } from '../../src-main/domain/secret.ts'
import { type VerifyOptions, verifyRequest } from '../../src-main/domain/signature/verify.ts'
import { provider, secretOf, signedView, viewOf } from '../unit/signature/support.ts'

/** The vendors' own types are not imported: the type check must pass on a machine that has not installed them. */
export const load = createRequire(import.meta.url) as (name: string) => unknown

/** For packages without a `require` entry. The name is a parameter, so that the type check does not look for it. */
export const loadModule = (name: string): Promise<unknown> => import(name)

export const secret = 'shhh_test_secret'

/** Texts that serialisers and charsets trip over. */
export const bodies = ['{"id":"evt_1","type":"demo.created","note":"café"}', 'Hello, World!', '{\r\n  "emoji": "🪝\u2028"\r\n}\n']

export interface Sent {
  readonly headers: readonly HeaderPair[]
  readonly body: string
  readonly url?: string
  readonly method?: string
}

/** What we sign, as an SDK is handed it: header names in lower case. */
export function ours(id: string, sent: Partial<Sent> & { readonly scheme?: string; readonly key?: string; readonly at?: number }) {
  const { at = Date.now(), key = secret, scheme } = sent
  const view = signedView({
    provider: provider(id),
    secret: key,
    signedAt: at,
    receivedAt: at,
    body: sent.body ?? '',
    headers: sent.headers ?? [],
    ...(scheme === undefined ? {} : { scheme }),
    ...(sent.url === undefined ? {} : { url: sent.url }),
    ...(sent.method === undefined ? {} : { method: sent.method }),
  })
  const headers: Record<string, string> = {}
  for (let i = 0; i + 1 < view.headers.length; i += 2) headers[(view.headers[i] ?? '').toLowerCase()] = view.headers[i + 1] ?? ''
  return { view, headers, url: view.url, body: Buffer.from(view.body).toString('utf8') }
}

/** Our verdict on what an SDK signed. */
export function judge(id: string, sent: Sent, secrets: readonly Secret[] = [secretOf(secret)], options: VerifyOptions = {}): Verification {
  return verifyRequest(provider(id), viewOf({ ...sent, receivedAt: Date.now() }), secrets, options)
}

/** We accept what the SDK signed, and refuse it for another body. */
export function accepts(id: string, sent: Sent, secrets?: readonly Secret[], code = 'signature_mismatch'): void {
  expect(judge(id, sent, secrets)).toMatchObject({ verdict: 'verified', code: null })
  expect(judge(id, { ...sent, body: `${sent.body} ` }, secrets)).toMatchObject({ verdict: 'failed', code })
}

/** A view verified as of now, for requests that we signed. */
export function verdictOf(id: string, view: RequestView, secrets: readonly Secret[], options: VerifyOptions = {}): Verification {
  return verifyRequest(provider(id), view, secrets, options)
}
