import type { ShownCall } from '#contract/registration.ts'
import { connectText } from '../../strings/connect.ts'
import { Mono } from '../../ui/mono.tsx'

const t = connectText.plan

/** Calls as they are sent: what for, method and URL, headers, body. Whatever is secret in them is masked. */
export function Calls({ title, calls }: { title: string; calls: readonly ShownCall[] }) {
  if (calls.length === 0) return null
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="font-medium text-small">{title}</h3>
      {calls.map((call, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls are told apart by their order alone.
        <OneCall key={at} call={call} />
      ))}
    </section>
  )
}

function OneCall({ call }: { call: ShownCall }) {
  return (
    <div className="flex flex-col gap-1.5 rounded-control border border-line bg-sunken p-2">
      <p className="text-ink-2 text-small">{call.does}</p>
      <p className="break-all">
        <Mono className="font-semibold text-accent-ink">{call.method}</Mono> <Mono>{call.url}</Mono>
      </p>
      <ul aria-label={t.headers} className="break-all text-ink-2">
        {call.headers.map(([name, value]) => (
          <li key={name}>
            <Mono>
              {name}: {value}
            </Mono>
          </li>
        ))}
      </ul>
      {call.body === null ? null : (
        <pre className="whitespace-pre-wrap break-all border-line border-t pt-1.5 font-bytes text-small">{pretty(call.body)}</pre>
      )}
    </div>
  )
}

/** JSON on lines, a form with a line for each field: for the eye alone. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join('\n')
  }
}
