import { AppError } from '#contract/errors.ts'
import type { ParsedInputOf } from '#contract/methods.ts'
import type { TunnelStatus } from '#contract/tunnel.ts'
import { looksMasked, maskSecret } from '#domain/secret.ts'
import type { TunnelProvider } from '#domain/tunnel.ts'
import { AUTHTOKEN_PAGE } from '#tunnel/ngrok/errors.ts'
import type { NgrokPlan } from '#tunnel/ngrok/plan.ts'
import type { ConfigCache } from './config/cache.ts'
import { refusedAt } from './errors.ts'
import type { Secrets } from './ports.ts'

/** Keys of settings' rows. */
const KEPT = 'tunnel'
export const TESTS = 'tunnel.tests'

/** As it lies in the database. */
interface Kept {
  readonly provider: TunnelProvider | null
  readonly sealedToken: string | null
  /** Enough of the token to tell two apart. */
  readonly maskedToken: string | null
  readonly domain: string | null
  readonly serverAddr: string | null
  readonly caCert: string | null
  readonly trafficPolicy: string | null
  readonly url: string | null
  readonly port: number | null
}
const nothing: Kept = {
  provider: null,
  sealedToken: null,
  maskedToken: null,
  domain: null,
  serverAddr: null,
  caCert: null,
  trafficPolicy: null,
  url: null,
  port: null,
}

/** What to start, complete. */
export type TunnelPlan =
  | { readonly provider: 'ngrok'; readonly ngrok: NgrokPlan }
  | { readonly provider: 'manual'; readonly url: string; readonly port: number | null }

/** What is kept of the tunnel's settings: everything but the authtoken in clear. */
export function tunnelSettings(config: Pick<ConfigCache, 'setting' | 'saveSettings'>, secrets: Secrets) {
  const kept = (): Kept => ({ ...nothing, ...(config.setting(KEPT) as Partial<Kept> | undefined) })
  const save = (next: Kept) => config.saveSettings({ [KEPT]: next })

  return {
    port: () => kept().port,

    shown(): TunnelStatus['saved'] {
      const { sealedToken: _, maskedToken, ...rest } = kept()
      return { ...rest, authtoken: maskedToken }
    },

    /** The plan with what is kept filled in. @throws AppError `invalid_input` when something is missing */
    async plan(input: ParsedInputOf<'tunnel.start'>): Promise<TunnelPlan> {
      const before = kept()
      const provider = input.provider ?? before.provider
      if (provider === null) throw new AppError('invalid_input', 'Say which tunnel to start: provider "ngrok", or "manual" with a url.')
      if (provider === 'manual') {
        const url = input.url ?? before.url
        if (url === null) throw refusedAt('url', 'invalid_input', 'Enter the public URL that leads to this machine.')
        return { provider, url: baseOf(url), port: input.port ?? before.port }
      }
      if (input.authtoken !== undefined && looksMasked(input.authtoken)) {
        throw refusedAt(
          'authtoken',
          'invalid_input',
          'That is the masked form of the authtoken. Leave it out to keep it, or paste the full value.',
        )
      }
      const authtoken = input.authtoken ?? (before.sealedToken === null ? null : await secrets.open(before.sealedToken))
      if (authtoken === null) throw refusedAt('authtoken', 'invalid_input', `ngrok needs your authtoken: copy it from ${AUTHTOKEN_PAGE}.`)
      const chosen = merged(before, input)
      const named = Object.entries(chosen).filter(([, value]) => value !== null && value !== '')
      return { provider, ngrok: { authtoken, ...(Object.fromEntries(named) as Partial<NgrokPlan>) } }
    },

    /** Keeps what was chosen. */
    async choose(input: ParsedInputOf<'tunnel.start'>, plan: TunnelPlan, port: number): Promise<void> {
      const before = kept()
      if (plan.provider === 'manual') return save({ ...before, provider: 'manual', url: plan.url, port })
      return save({ ...before, ...merged(before, input), provider: 'ngrok' })
    },

    /** Keeps an authtoken that ngrok has accepted. */
    async keepToken(authtoken: string): Promise<void> {
      await save({ ...kept(), sealedToken: await secrets.seal(authtoken), maskedToken: maskSecret(authtoken) })
    },
  }
}

function merged(before: Kept, input: ParsedInputOf<'tunnel.start'>) {
  const pick = (given: string | null | undefined, kept: string | null) => (given === undefined ? kept : given || null)
  return {
    domain: pick(input.domain, before.domain),
    serverAddr: pick(input.serverAddr, before.serverAddr),
    caCert: pick(input.caCert, before.caCert),
    trafficPolicy: pick(input.trafficPolicy, before.trafficPolicy),
  }
}

/** Origin and path, without what no path can be appended to. */
function baseOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname.replace(/\/+$/, '')}`
}
