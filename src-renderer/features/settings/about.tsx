import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Copy } from '../../ui/copy.tsx'
import { bytes } from '../../ui/format.ts'
import { Section } from './section.tsx'

/** Version, addresses and where the data lies. */
export function About() {
  const info = useApp(state => state.info)
  if (!info) return null
  const t = en.settings
  const rows: [label: string, value: string, copy: boolean][] = [
    [t.version, info.version, true],
    [t.receiver, info.receiver, true],
    [t.api, info.api, true],
    [t.dataDir, info.dataDir, true],
    [t.secrets, t.secretsValue(info.capabilities.secretStorage), false],
    [t.stored, t.storedValue(info.requestCount, bytes(info.storeBytes)), false],
  ]
  return (
    <Section title={t.about}>
      <dl className="divide-y divide-line rounded-control border border-line">
        {rows.map(([label, value, copy]) => (
          <div key={label} className="flex min-h-8 items-center gap-3 py-0.5 pr-1 pl-3">
            <dt className="w-28 shrink-0 text-ink-2">{label}</dt>
            <dd className="flex min-w-0 flex-1 items-center justify-between gap-1">
              <span className={copy ? 'min-w-0 select-text break-all font-bytes text-small' : ''}>{value}</span>
              {copy ? <Copy value={value} what={label} /> : null}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
