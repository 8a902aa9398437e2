import type { ReactNode } from 'react'
import type { CheckExchange } from '#contract/checks.ts'
import { checkText } from '../../strings/check.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { bytes } from '../../ui/format.ts'
import { Visible } from '../../ui/visible.tsx'

const t = checkText.exchange

/** What went over the wire in a scenario, each request beside its answer. All of it is shown as text and nothing else. */
export function Exchanges({ exchanges, sends, open }: { exchanges: readonly CheckExchange[]; sends: string; open: boolean }) {
  return (
    <Disclosure title={sends} open={open}>
      {exchanges.map((exchange, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exchanges have no identity but their place
        <Exchange key={index} exchange={exchange} />
      ))}
      <p className="text-ink-3 text-small">{t.masked}</p>
    </Disclosure>
  )
}

function Exchange({ exchange: { label, sent, received } }: { exchange: CheckExchange }) {
  const answer = received.status === null ? t.noAnswer : String(received.status)
  return (
    <div className="flex flex-col gap-2">
      {label === '' ? null : <p className="font-medium text-small first-letter:uppercase">{label}</p>}
      <div className="grid gap-3 lg:grid-cols-2">
        <Side title={t.sent} head={`${sent.method} ${sent.url}`} headers={sent.headers} body={sent.body} size={sent.bodySize} />
        <Side
          title={t.received}
          head={`${answer}, ${checkText.took(received.durationMs)}`}
          note={received.error}
          headers={received.headers}
          body={received.body}
          size={received.bodySize}
        />
      </div>
    </div>
  )
}

interface SideProps {
  title: string
  head: string
  note?: string | null
  headers: CheckExchange['sent']['headers']
  body: string
  size: number
}

function Side({ title, head, note, headers, body, size }: SideProps): ReactNode {
  const shown = new TextEncoder().encode(body).length
  return (
    <fieldset aria-label={title} className="min-w-0 rounded-control border border-line bg-sunken">
      <p className="flex gap-2 border-line border-b px-2 py-1 text-small">
        <span className="shrink-0 text-ink-3">{title}</span>
        <span className="min-w-0 break-all font-bytes">
          <Visible text={head} />
        </span>
      </p>
      {note ? (
        <p className="border-line border-b px-2 py-1 text-small text-warn">
          <Visible text={note} />
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get to it. */}
      <div tabIndex={0} className="max-h-56 overflow-auto px-2 py-1.5">
        <pre className="select-text whitespace-pre-wrap break-all font-bytes text-small [font-variant-ligatures:none]">
          <span className="text-ink-2">
            <Visible text={headers.map(([name, value]) => `${name}: ${value}`).join('\n')} />
          </span>
          {headers.length > 0 ? '\n\n' : ''}
          {body === '' ? <span className="text-ink-3">{t.empty}</span> : <Visible text={body} />}
        </pre>
        {size > shown ? <p className="text-ink-3 text-small">{t.cut(bytes(shown), bytes(size))}</p> : null}
      </div>
    </fieldset>
  )
}
