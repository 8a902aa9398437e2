import { Download } from 'lucide-react'
import { type BodyId, bodyUrl } from '../../link/bodies.ts'
import { detailText as t } from '../../strings/detail.ts'
import { inspectText } from '../../strings/inspect.ts'
import type { Reveal } from './use-reveal.ts'

const look =
  'inline-flex h-6 min-w-6 items-center justify-center gap-1.5 rounded-control font-medium text-ink-2 text-small hover:bg-hover hover:text-ink @md:px-2 [&_svg]:size-3.5'

/**
 * Saves the exact bytes; the core answers a body with an attachment disposition, so it never opens. While credentials in it are hidden
 * the button reveals them first, which is logged: a file is a surface like any other.
 */
export function DownloadLink({ id, name, hidden, reveal }: { id: BodyId; name: string; hidden: boolean; reveal: Reveal }) {
  const inside = (label: string) => (
    <>
      <Download aria-hidden />
      <span className="sr-only @md:not-sr-only">{label}</span>
    </>
  )
  if (!hidden)
    return (
      <a href={bodyUrl(id)} download={name} title={t.viewer.download} className={look}>
        {inside(t.viewer.download)}
      </a>
    )
  return (
    <button
      type="button"
      title={inspectText.hidden.logged}
      className={look}
      onClick={() => void reveal.show().then(done => done && save(id, name))}
    >
      {inside(inspectText.hidden.download)}
    </button>
  )
}

function save(id: BodyId, name: string): void {
  const link = document.createElement('a')
  link.href = bodyUrl(id)
  link.download = name
  link.click()
}
