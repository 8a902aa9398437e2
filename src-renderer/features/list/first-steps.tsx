import { FlaskConical, ListChecks, Send } from 'lucide-react'
import { useState } from 'react'
import { sendTest } from '../../commands/go.ts'
import { composeSample } from '../../commands/sources.ts'
import { useApp } from '../../state/store.ts'
import { baseUrl } from '../../state/tunnel.ts'
import { openDialog } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { firstText } from '../../strings/first.ts'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { ValueBox } from '../../ui/mono.tsx'

/** A command that anybody can paste: JSON, because that is what webhooks are. */
export function curlOf(url: string): string {
  return `curl ${url}/hello -H 'Content-Type: application/json' -d '{"hello":"webhook"}'`
}

/** Nothing captured yet: the URL, a command to try it, and a test that goes through the real receiver. */
export function FirstSteps() {
  const url = useApp(baseUrl)
  return (
    <div className="grid h-full place-items-center overflow-auto p-6">
      <div className="flex w-full max-w-2xl flex-col gap-5">
        <Mark className="size-10" />
        <div>
          <h2 className="font-semibold text-display tracking-[-0.01em]">{en.empty.nothingTitle}</h2>
          <p className="mt-1 text-ink-2">{en.empty.nothing}</p>
        </div>
        {url ? (
          <>
            <ValueBox value={url} what={en.link.url} />
            <div>
              <h3 className="mb-1 font-medium text-small">{en.empty.curlLabel}</h3>
              <ValueBox value={curlOf(url)} what="curl" wrap />
            </div>
          </>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" icon={<ListChecks />} onClick={() => openDialog({ kind: 'wizard' })}>
            {firstText.wizard.start}
          </Button>
          <TestButton />
          <SampleButton />
          <Button onClick={() => openDialog({ kind: 'source', id: null })}>{en.empty.newSource}</Button>
        </div>
      </div>
    </div>
  )
}

/** Any provider's event, edited if need be. */
export function SampleButton() {
  return (
    <Button icon={<FlaskConical />} onClick={() => composeSample()}>
      {firstText.sources.sendSample}
    </Button>
  )
}

/** Sends a test webhook; off while one is on its way. */
export function TestButton() {
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    await sendTest()
    setBusy(false)
  }
  return (
    <Button icon={<Send />} disabled={busy} onClick={() => void send()}>
      {en.empty.sendTest}
    </Button>
  )
}
