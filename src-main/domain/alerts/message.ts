import type { AlertKind, AlertTarget } from './draft.ts'

/** An alert as channels tell it. */
export interface AlertText {
  readonly id: string
  readonly kind: AlertKind
  readonly title: string
  readonly body: string
  readonly count: number
  /** ms since epoch. */
  readonly firstAt: number
  readonly lastAt: number
  readonly target: AlertTarget
}

/** Slack's rule for text: these three alone are special (docs.slack.dev, "Escaping text"); the rest would be read as links and mentions. */
const slackText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Body of a Slack incoming webhook: `text` is what a phone shows, the attachment what the channel does. Mattermost and Rocket.Chat take it too. */
export function slackBody(alert: AlertText): string {
  return JSON.stringify({
    text: `*${slackText(alert.title)}*`,
    attachments: [
      {
        color: '#c62828',
        fallback: slackText(alert.title),
        text: slackText(alert.body),
        footer: 'Hookbench',
        ts: Math.floor(alert.lastAt / 1000),
      },
    ],
  })
}

/** Body for everything else: the alert as `alerts.list` shows it. */
export function jsonBody(alert: AlertText): string {
  const { id, kind, title, body, count, firstAt, lastAt, target } = alert
  return JSON.stringify({ type: 'hookbench.alert', id, kind, title, body, count, firstAt, lastAt, target })
}

/** Subject and plain text of an e-mail. A subject is one line of at most 200 characters, whatever an Endpoint is called. */
export function emailOf(alert: AlertText): { readonly subject: string; readonly text: string } {
  const subject = `[Hookbench] ${alert.title.replaceAll(/[\r\n]+/g, ' ')}`.slice(0, 200)
  const since = alert.count > 1 ? `${alert.count} times since ${new Date(alert.firstAt).toISOString()}. ` : ''
  const text = `${alert.title}\n\n${alert.body}\n\n${since}Last at ${new Date(alert.lastAt).toISOString()}.\nOpen Hookbench to see it, retry, or mute it.\n`
  return { subject, text }
}
