import type { z } from 'zod'
import type { AlertRules, alertChannelMethods, alertSettings } from '#contract/alert-channels.ts'
import { alertKinds } from '#contract/alerts.ts'
import { AppError } from '#contract/errors.ts'
import { classifyAddress } from '#domain/address-guard/classify.ts'
import { checkUrl, mayReach, type Refusal, reachOf, refusalText } from '#domain/address-guard/guard.ts'
import { looksMasked, maskSecret } from '#domain/secret.ts'
import type { ConfigCache } from '../config/cache.ts'
import { isCertificate } from '../pem.ts'
import type { Secrets } from '../ports.ts'
import type { MailServer } from './channels/email.ts'
import type { WebhookTarget } from './channels/webhook.ts'

const KEY = 'alertChannels'

type Shown = z.infer<typeof alertSettings>
type Input = z.output<(typeof alertChannelMethods)['alerts.saveChannels']['input']>

/** As it lies in the database: the URL and the password sealed. */
interface Kept {
  readonly rules: AlertRules
  readonly webhook: Omit<Shown['webhook'], 'last'>
  readonly email: Omit<Shown['email'], 'last'>
}

const all = { native: true, webhook: true, email: true }
const blank: Kept = {
  rules: Object.fromEntries(alertKinds.map(kind => [kind, all])) as AlertRules,
  webhook: { enabled: false, format: 'slack', url: null, local: false },
  email: {
    enabled: false,
    host: '',
    port: 587,
    security: 'starttls',
    user: '',
    password: null,
    from: '',
    to: [],
    local: false,
    ca: null,
  },
}

/** Where alerts go: kept with the settings, secrets sealed there and opened only for the moment of sending. */
export function createAlertSettings(
  config: Pick<ConfigCache, 'setting' | 'saveSettings' | 'exclusively'>,
  secrets: Pick<Secrets, 'seal' | 'open'>,
) {
  const kept = (): Kept => {
    const saved = (config.setting(KEY) ?? {}) as Partial<Kept>
    return {
      rules: { ...blank.rules, ...saved.rules },
      webhook: { ...blank.webhook, ...saved.webhook },
      email: { ...blank.email, ...saved.email },
    }
  }

  return {
    enabled: (channel: 'webhook' | 'email') => kept()[channel].enabled,
    rules: () => kept().rules,

    /** Secrets masked. */
    async show(): Promise<Kept> {
      const { rules, webhook, email } = kept()
      const masked = async (sealed: string | null) => (sealed === null ? null : maskSecret(await secrets.open(sealed)))
      const url = webhook.url === null ? null : maskUrl(await secrets.open(webhook.url))
      return { rules, webhook: { ...webhook, url }, email: { ...email, password: await masked(email.password) } }
    },

    /** @throws AppError `invalid_input`, `address_refused` */
    save: (input: Input) =>
      config.exclusively(async () => {
        const before = kept()
        const webhook = { ...before.webhook, ...given(input.webhook) }
        const email = { ...before.email, ...given(input.email) }
        const url = await sealed(secrets, input.webhook?.url, before.webhook.url)
        const password = await sealed(secrets, input.email?.password, before.email.password)
        const plain = url === null ? null : await secrets.open(url)
        if (plain !== null) checkTarget(plain, webhook.local)
        if (input.email) checkMail(input.email)
        if (email.host !== '') checkHost(email.host, email.local)
        if (webhook.enabled && plain === null) throw new AppError('invalid_input', 'Enter a URL before you turn this on.')
        if (email.enabled && (email.host === '' || email.from === '' || email.to.length === 0))
          throw new AppError('invalid_input', 'Enter a server, a sender and at least one recipient before you turn email on.')
        const rules = Object.fromEntries(
          alertKinds.map(kind => [kind, { ...before.rules[kind], ...given(input.rules?.[kind]) }]),
        ) as AlertRules
        await config.saveSettings({ [KEY]: { rules, webhook: { ...webhook, url }, email: { ...email, password } } satisfies Kept })
      }),

    async webhook(): Promise<WebhookTarget | null> {
      const { url, format, local } = kept().webhook
      return url === null ? null : { url: await secrets.open(url), format, local }
    },
    async email(): Promise<MailServer> {
      const { email } = kept()
      return { ...email, password: email.password === null ? '' : await secrets.open(email.password) }
    },
  }
}
export type AlertSettingsStore = ReturnType<typeof createAlertSettings>

/** What was given, without the fields that were left out. */
function given<T extends object>(patch: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch ?? {}).filter(([, value]) => value !== undefined)) as never
}

async function sealed(secrets: Pick<Secrets, 'seal'>, value: string | null | undefined, before: string | null): Promise<string | null> {
  if (value === undefined) return before
  if (value === null) return null
  if (looksMasked(value)) {
    throw new AppError('invalid_input', 'That is the masked form. Leave it out to keep the stored one, or paste the full value.')
  }
  return secrets.seal(value.trim())
}

function checkTarget(url: string, local: boolean): void {
  const answer = checkUrl(url, { local, callerTrusted: true })
  if (!answer.ok) throw refused(answer)
  if (new URL(url).username !== '')
    throw new AppError('invalid_input', 'Remove the user and password from the URL; they would not be sent.')
}

/** A literal is refused while the person is still there to hear it; a name is checked again after it was looked up. */
function checkHost(host: string, local: boolean): void {
  if (classifyAddress(host) === null) return
  const answer = mayReach(host, reachOf(host, { local, callerTrusted: true }))
  if (!answer.ok) throw refused(answer)
}

function refused(refusal: Refusal): AppError {
  return new AppError('address_refused', `Alerts cannot be sent there: ${refusalText(refusal, 'alerts')}`)
}

/** What no mail could be sent with, refused while the person is still there; fields that stay as they are, are not looked at. */
function checkMail({ from, to, ca }: NonNullable<Input['email']>): void {
  const refuse = (text: string): never => {
    throw new AppError('invalid_input', text)
  }
  if (from && !isMailAddress(from)) refuse(`The sender “${from}” (from) is not an email address. Write it like alerts@example.com.`)
  const wrong = to?.find(address => !isMailAddress(address))
  if (wrong !== undefined) refuse(`The recipient “${wrong}” (to) is not an email address. Write it like ops@example.com.`)
  if (ca && !isCertificate(ca))
    refuse('The certificate authority (ca) is not a certificate. Paste it as PEM, starting with -----BEGIN CERTIFICATE-----.')
}

/** `user@host`, or `Name <user@host>`; a host of the own network may lack a dot. */
function isMailAddress(text: string): boolean {
  return /^(?:[^<>\r\n]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/.test(text.trim())
}

/** The host says which one it is; the path is the credential. */
function maskUrl(url: string): string {
  return `${new URL(url).origin}/${maskSecret(url)}`
}
