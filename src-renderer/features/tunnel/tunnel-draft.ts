import type { InputOf } from '#contract/methods.ts'
import type { TunnelStatus } from '#contract/tunnel.ts'
import { tunnelText } from '../../strings/tunnel.ts'

/** The form as it is typed. */
export interface TunnelDraft {
  provider: 'ngrok' | 'manual'
  authtoken: string
  domain: string
  serverAddr: string
  caCert: string
  trafficPolicy: string
  url: string
  port: string
}
export type TunnelErrors = Partial<Record<Exclude<keyof TunnelDraft, 'provider'>, string>>

export function tunnelDraft(status: TunnelStatus | null): TunnelDraft {
  const saved = status?.saved
  return {
    provider: saved?.provider ?? 'ngrok',
    authtoken: '',
    domain: saved?.domain ?? '',
    serverAddr: saved?.serverAddr ?? '',
    caCert: saved?.caCert ?? '',
    trafficPolicy: saved?.trafficPolicy ?? '',
    url: saved?.url ?? '',
    port: saved?.port ? String(saved.port) : '',
  }
}

/** What cannot be sent as it is. @param hasToken one is kept already */
export function tunnelErrors(draft: TunnelDraft, hasToken: boolean): TunnelErrors {
  const { missing } = tunnelText
  if (draft.provider === 'ngrok') return draft.authtoken.trim() === '' && !hasToken ? { authtoken: missing.token } : {}
  const port = draft.port.trim()
  return {
    ...(/^https?:\/\/[^\s/]+/.test(draft.url.trim()) ? {} : { url: missing.url }),
    ...(port === '' || (/^\d{4,5}$/.test(port) && Number(port) >= 1024 && Number(port) <= 65_535) ? {} : { port: missing.port }),
  }
}

export function tunnelInput(draft: TunnelDraft): InputOf<'tunnel.start'> {
  if (draft.provider === 'manual') {
    return { provider: 'manual', url: draft.url.trim(), ...(draft.port.trim() === '' ? {} : { port: Number(draft.port) }) }
  }
  const text = (value: string) => value.trim() || null
  return {
    provider: 'ngrok',
    ...(draft.authtoken.trim() === '' ? {} : { authtoken: draft.authtoken.trim() }),
    // People paste the whole URL.
    domain: text(draft.domain.replace(/^\s*https?:\/\//i, '').replace(/\/.*$/, '')),
    serverAddr: text(draft.serverAddr),
    caCert: text(draft.caCert),
    trafficPolicy: text(draft.trafficPolicy),
  }
}
