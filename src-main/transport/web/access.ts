/**
 * Who may talk to this listener, and why.
 *
 * Behind it lies everything: captured credentials, a client that sends requests to any local address, configured secrets to sign
 * with. It listens on loopback, which keeps out other machines but not these:
 *
 * 1. Any web page the user has open can send requests to 127.0.0.1. It cannot read answers (we never send CORS headers), but a
 *    request alone may do harm. So every request needs a credential that such a page does not have: the token as a bearer, or the
 *    session cookie together with proof that our own page asked.
 * 2. A page on another port of the same host (the app under development!) is `same-site`: the browser sends our cookie along with
 *    its requests, SameSite=Strict or not, for cookies ignore ports. Hence the proof: `Sec-Fetch-Site: same-origin`, or where the
 *    browser leaves that out, our own Origin. Its server sees the cookie too when the user visits it. Hence the cookie is an id of
 *    this run alone and never the token, and it is worth nothing without the proof, which a page's script cannot forge. (A program
 *    of the same user can, but it can also read the token; other users are kept out by the token file's mode.)
 * 3. A name that an attacker makes resolve to 127.0.0.1 (DNS rebinding) makes our answers same-origin for his page. So the Host must
 *    be one of ours. Loopback names and IP addresses cannot be rebound; other names count only when given as --host.
 * 4. A frame around our page, or our page as somebody's subresource: refused by headers and by `Sec-Fetch-Dest`.
 *
 * The first navigation to `/?token=..` trades the token for the cookie and is sent on to `/`, so that the token stays in no history,
 * referrer or screenshot. A navigation is a top-level GET that the user sees; it gets the page, which holds no data, and never a
 * data route. `--host` beyond loopback asks for an explicit token; that is checked where the flags are read.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { type Address, ownHosts } from './hosts.ts'

export interface AccessOptions {
  readonly token: string
  /** Value of the session cookie: random, of this run. */
  readonly session: string
  /** Where the listener listens. */
  readonly host: string
  readonly port: number
}

/** What is asked, without anything of HTTP's machinery. `local` is the socket's own address. */
export interface Asked {
  readonly headers: IncomingHttpHeaders
  readonly local: Address
}

export type Refusal = { readonly allowed: false; readonly code: 'unauthorized' | 'forbidden'; readonly message: string }
export type Decision = { readonly allowed: true } | Refusal
const allowed: Decision = { allowed: true }

export interface Access {
  readonly cookieName: string
  /** Data: rpc, bodies, uploads, WebSocket. */
  data(asked: Asked): Decision
  /** Files of the window. */
  page(asked: Asked): Decision
  /** First navigation: is this the token, and is the page ours to open? */
  token(asked: Asked, token: string): Decision
}

/** Decisions for one listener; pure but for the hash. */
export function createAccess({ token, session, host, port }: AccessOptions): Access {
  const cookieName = `hookbench_${port}`

  /** Rules for everyone, whatever the credential. */
  const address = ({ headers, local }: Asked): Refusal | null => {
    if (!headers.host || !ownHosts(host, port, local).has(headers.host.toLowerCase())) {
      return forbidden(`This is not the address Hookbench listens on. Open it as http://localhost:${port}.`)
    }
    if (headers.origin !== undefined && headers.origin.toLowerCase() !== `http://${headers.host.toLowerCase()}`) {
      return forbidden('This request came from another page. Hookbench answers only its own page and programs that send the bearer token.')
    }
    return null
  }
  const bearer = (headers: IncomingHttpHeaders): boolean => {
    const given = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1]
    return given !== undefined && same(given, token)
  }
  // More than one cookie of that name is possible: another port may set its own, which must not lock us out.
  const cookie = (headers: IncomingHttpHeaders): boolean =>
    (headers.cookie ?? '').split(/; */).some(pair => pair.startsWith(`${cookieName}=`) && same(pair.slice(cookieName.length + 1), session))

  return {
    cookieName,
    data(asked) {
      const wrong = address(asked)
      if (wrong) return wrong
      if (asked.headers.authorization !== undefined) return bearer(asked.headers) ? allowed : unauthorized
      if (!cookie(asked.headers)) return unauthorized
      return fromOwnPage(asked.headers) ? allowed : foreign
    },
    page(asked) {
      const wrong = address(asked)
      if (wrong) return wrong
      if (!bearer(asked.headers) && !cookie(asked.headers)) return unauthorized
      const site = asked.headers['sec-fetch-site']
      // Absent on plain HTTP beyond loopback; the files are the same for everyone and hold nothing.
      return site === undefined || site === 'same-origin' || isNavigation(asked.headers) ? allowed : foreign
    },
    token(asked, given) {
      const wrong = address(asked)
      if (wrong) return wrong
      if (!same(given, token)) return unauthorized
      return asked.headers['sec-fetch-site'] === undefined || isNavigation(asked.headers) ? allowed : foreign
    },
  }
}

/** Proof that our page's script asked. Without `Sec-Fetch-Site` (plain HTTP beyond loopback) a GET has no Origin either: then a header
 * of our own counts, which another origin could add only after a preflight, and preflights are never granted. */
function fromOwnPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  // A foreign Origin was refused before.
  return headers.origin !== undefined || headers['hookbench-page'] === '1'
}

/** A page that the user sees open in a tab, not a frame. */
function isNavigation(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

/** Compared by hash: constant time, also for other lengths. */
function same(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest())
}

const unauthorized: Refusal = {
  allowed: false,
  code: 'unauthorized',
  message: 'Open the URL that Hookbench printed at startup (it contains the token), or send the token as "Authorization: Bearer <token>".',
}
const forbidden = (message: string): Refusal => ({ allowed: false, code: 'forbidden', message })
const foreign = forbidden('Another page made this request with your cookie. Only Hookbench’s own page may.')
