import { demand, type Provider } from './server.ts'

export const TELEGRAM_TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'
export const SVIX_TOKEN = 'testsk_0123456789abcdef.eu'

/** Telegram's Bot API: one webhook a bot, the token in the path. */
export function telegramStandIn() {
  const bot: { webhook: { url: string; secret_token: string | null; allowed_updates: string[] } | null; pending: number } = {
    webhook: null,
    pending: 0,
  }
  const ok = (result: unknown) => ({ status: 200, body: { ok: true, result } })
  const refused = (error_code: number, description: string) => ({ status: error_code, body: { ok: false, error_code, description } })
  const provider: Provider = call => {
    const [, token, name] = /^\/bot([^/]+)\/(\w+)$/.exec(call.path) ?? []
    if (token !== TELEGRAM_TOKEN) return refused(401, 'Unauthorized')
    const given = call.text === '' ? {} : (JSON.parse(call.text) as Record<string, unknown>)
    if (name === 'getWebhookInfo')
      return ok({ url: bot.webhook?.url ?? '', has_custom_certificate: false, pending_update_count: bot.pending })
    if (name === 'setWebhook') {
      demand(call.method === 'POST' && call.headers['content-type'] === 'application/json', 'POST of JSON')
      const secret = given['secret_token'] === undefined ? null : String(given['secret_token'])
      demand(secret === null || /^[\w-]{1,256}$/.test(secret), 'a secret_token of 1 to 256 of A-Z a-z 0-9 _ -')
      if (String(given['url']).startsWith('ftp:'))
        return refused(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
      bot.webhook = { url: String(given['url']), secret_token: secret, allowed_updates: given['allowed_updates'] as string[] }
      return ok(true)
    }
    demand(name === 'deleteWebhook', 'a known method')
    bot.webhook = null
    return ok(true)
  }
  return {
    bot,
    provider,
    async send(update_id: number) {
      const { url = '', secret_token } = bot.webhook ?? {}
      const headers = { 'content-type': 'application/json', ...(secret_token ? { 'x-telegram-bot-api-secret-token': secret_token } : {}) }
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ update_id, message: { text: 'hi' } }) })).status
    },
  }
}

/** Svix: one endpoint that somebody else has made. */
export function svixStandIn(endpoint: { url: string; key: string }) {
  const recoveries: { since: string; until: string }[] = []
  const provider: Provider = call => {
    if (call.headers['authorization'] !== `Bearer ${SVIX_TOKEN}`)
      return { status: 401, body: { code: 'authentication_failed', detail: 'Invalid token' } }
    const [, rest] = /^\/api\/v1\/app\/app_1\/endpoint\/ep_1(\/\w+)?$/.exec(call.path) ?? [null, 'none']
    if (rest === 'none') return { status: 404, body: { code: 'not_found', detail: 'Entity not found' } }
    if (rest === '/secret') return { status: 200, body: { key: endpoint.key } }
    if (rest === '/recover') {
      demand(call.method === 'POST', 'POST')
      recoveries.push(JSON.parse(call.text) as { since: string; until: string })
      return { status: 202, body: { id: 'qtask_1', status: 'running', task: 'endpoint.recover' } }
    }
    demand(call.method === 'GET' && rest === undefined, 'GET of the endpoint')
    return { status: 200, body: { id: 'ep_1', url: endpoint.url, createdAt: new Date().toISOString() } }
  }
  return { recoveries, provider }
}
