import { Eye, EyeOff } from 'lucide-react'
import { inspectText as t } from '../../strings/inspect.ts'
import { Button } from '../../ui/button.tsx'
import type { Reveal } from './use-reveal.ts'

/** Says that credentials are hidden, or shown, and changes it. `hidden` = the sentence while they are hidden. */
export function RevealBar({ reveal, hidden }: { reveal: Reveal; hidden: string }) {
  const shown = reveal.clear !== null
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <p role="status" className="min-w-0 flex-1 basis-40 text-ink-2 text-small">
        {shown ? t.hidden.shown : `${hidden} ${t.hidden.logged}`}
      </p>
      {shown ? (
        <Button size="small" icon={<EyeOff />} onClick={reveal.hide}>
          {t.hidden.hide}
        </Button>
      ) : (
        <Button size="small" icon={<Eye />} onClick={() => void reveal.show()}>
          {t.hidden.reveal}
        </Button>
      )}
    </div>
  )
}
