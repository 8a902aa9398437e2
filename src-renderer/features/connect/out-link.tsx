import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'

/** A link to a page of the provider's. */
export function OutLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-6 items-center gap-1 rounded-small text-accent-ink text-small underline underline-offset-2 hover:no-underline"
    >
      {children}
      <ExternalLink className="size-3.5" aria-hidden />
    </a>
  )
}
