import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * The Bot API’s description of setWebhook, as the libraries that are made from it reproduce it: the secret_token that you set comes back
 * in every request. Which kind of update it is, is told only by which member is present, so there is no type.
 */
export const telegram: Provider = {
  id: 'telegram',
  name: 'Telegram bots',
  evidence: 'docs',
  schemes: [
    {
      id: 'secret-token',
      name: 'Secret token (X-Telegram-Bot-Api-Secret-Token)',
      algorithm: 'token',
      key: {
        role: 'signing',
        decode: 'utf8',
        hint: 'The secret_token you gave to setWebhook: 1 to 256 characters from A-Z, a-z, 0-9, _ and -.',
      },
      signature: { place: header('X-Telegram-Bot-Api-Secret-Token'), encoding: 'hex' },
      content: '',
    },
  ],
  eventKeys: [{ parts: [body('update_id')] }],
  eventType: [],
  detect: [{ header: 'X-Telegram-Bot-Api-Secret-Token', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: ['X-Telegram-Bot-Api-Secret-Token'], query: [], body: [] },
  timeoutMs: null,
  retries: 'Telegram retries a failed request and gives up after “a reasonable amount of attempts”.',
  setup: {
    url: 'https://core.telegram.org/bots/api#setwebhook',
    page: 'https://t.me/BotFather',
    paste: 'Call setWebhook with the URL as url; it must be https on port 443, 80, 88 or 8443.',
    secret: 'The secret_token you pass in the same call.',
  },
}
