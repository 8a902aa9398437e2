import type { Adapter, Order } from './adapter.ts'
import { type Answer, at, type Call, dig, json, type Problem, problem, textOf } from './call.ts'
import { isOk, refused, sentence, tooFast, unavailable } from './words.ts'

/** A bot has one webhook, which has no id of its own. */
const THE_ONE = 'webhook'

/**
 * Telegram's Bot API: core.telegram.org/bots/api#setwebhook, deleteWebhook, getWebhookInfo. The token is a part of the path. setWebhook
 * replaces whatever was set, so a URL that is not ours is never overwritten, and it drops a secret_token that is not sent along.
 */
export const telegram: Adapter = {
  id: 'telegram',
  name: 'Telegram',
  serves: ['telegram'],
  docs: 'https://core.telegram.org/bots/api#setwebhook',
  base: {
    usual: 'https://api.telegram.org',
    own: {
      label: 'Your own Bot API server',
      hint: 'Only if you run telegram-bot-api yourself.',
      placeholder: 'https://bots.example.com',
      path: '',
    },
  },
  token: {
    label: 'Bot token',
    hint: 'From @BotFather: digits, a colon, letters.',
    url: 'https://t.me/BotFather',
    scopes: 'the bot’s own token',
  },
  targets: [{ kind: 'bot', label: 'Bot', hint: 'The bot the token belongs to.', placeholder: '', pattern: /^$/ }],
  events: {
    options: [
      'message',
      'edited_message',
      'channel_post',
      'edited_channel_post',
      'callback_query',
      'inline_query',
      'chosen_inline_result',
      'my_chat_member',
      'chat_member',
      'chat_join_request',
      'message_reaction',
      'poll',
      'poll_answer',
      'pre_checkout_query',
    ],
    usual: ['message', 'edited_message', 'callback_query'],
    hint: 'Kinds of updates (allowed_updates).',
  },
  secret: 'made-here',
  notes: ['The URL must be https on port 443, 80, 88 or 8443.', 'While a webhook is set, getUpdates (polling) does not work for this bot.'],
  single: true,
  parts: () => [''],
  list: order => call(order, 'getWebhookInfo', null, 'Looks up the current webhook.'),
  listed: answer => {
    const url = textOf(dig(json(answer), 'result', 'url')) ?? ''
    return { items: url === '' ? [] : [{ remoteId: THE_ONE, url, part: '', marker: null, createdAt: null }], next: null }
  },
  writes: {
    create: order => set(order, 'Sets the bot’s webhook.'),
    created: answer => (dig(json(answer), 'result') === true ? { remoteId: THE_ONE, secret: null } : null),
    update: order => set(order, 'Updates the URL of the bot’s webhook.'),
    remove: order => call(order, 'deleteWebhook', { drop_pending_updates: false }, 'Removes the bot’s webhook. Pending updates are kept.'),
  },
  secretOf: null,
  explain,
  backfill: {
    how: 'waits',
    note: 'Telegram keeps updates for up to 24 hours and sends them automatically once the webhook answers.',
    look: order => call(order, 'getWebhookInfo', null, 'Looks up how many updates are pending.'),
    waiting: answer => Number(dig(json(answer), 'result', 'pending_update_count') ?? 0),
  },
}

function call({ base, token }: Pick<Order, 'base' | 'token'>, method: string, body: unknown, does: string): Call {
  const headers: [string, string][] = [
    ['Accept', 'application/json'],
    ...(body === null ? [] : ([['Content-Type', 'application/json']] as [string, string][])),
  ]
  return {
    method: body === null ? 'GET' : 'POST',
    url: at(base, `/bot${token}/${method}`),
    headers,
    body: body === null ? null : JSON.stringify(body),
    does,
  }
}

const set = (order: Order, does: string): Call =>
  call(
    order,
    'setWebhook',
    { url: order.url, allowed_updates: order.events, ...(order.secret === null ? {} : { secret_token: order.secret }) },
    does,
  )

function explain(answer: Answer): Problem | null {
  const body = json(answer)
  if (isOk(answer) && dig(body, 'ok') === true) return null
  const said = textOf(dig(body, 'description'))
  const status = Number(dig(body, 'error_code') ?? answer.status)
  // A token of the wrong form is answered with 404, one that was revoked with 401.
  if (status === 401 || status === 404) {
    return problem(
      'unauthorized',
      'Telegram has no bot with this token. Copy it from @BotFather again, including the digits before the colon.',
    )
  }
  if (status === 403) return problem('missing_scope', 'Telegram does not let this bot do that.', { scope: 'the bot’s own token' })
  if (status === 429) {
    const seconds = Number(dig(body, 'parameters', 'retry_after') ?? Number.NaN)
    return Number.isNaN(seconds) ? tooFast('Telegram', answer) : tooFast('Telegram', answer, seconds * 1000)
  }
  if (status === 400) return problem('refused', `Telegram refused it: ${sentence((said ?? 'bad request').replace(/^Bad Request: /, ''))}`)
  return status >= 500 ? unavailable('Telegram', status) : refused('Telegram', said, status)
}
