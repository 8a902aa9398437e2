import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { queryOf } from '#domain/http/request-view.ts'
import { looksMasked } from '#domain/secret.ts'
import { call } from '../../state/api.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { PairTable } from './pair-table.tsx'

type Pairs = readonly (readonly [name: string, value: string])[]

/** Headers in order of arrival with their exact names, and the query parameters. Captured credentials are hidden until revealed. */
export function HeadersTab({ request }: { request: RequestDetail }) {
  const [clear, setClear] = useState<{ id: string; headers: Pairs; query: Pairs } | null>(null)
  const revealed = clear?.id === request.id ? clear : null
  const masked = [...request.headers, ...request.query].some(([, value]) => looksMasked(value))
  const { headers, query } = revealed ?? request
  const reveal = () => {
    call('requests.reveal', { id: request.id }).then(
      answer => setClear({ id: request.id, headers: answer.headers, query: queryOf(answer.target) }),
      error => notifyError(t.actions.failed, error),
    )
  }
  return (
    <div className="pb-3">
      <div className="flex flex-wrap items-center gap-2 px-3 py-2">
        <p className="min-w-0 flex-1 basis-full text-ink-2 text-small @md:basis-0" role="status">
          {revealed ? t.headers.revealed : masked ? `${t.headers.masked} ${t.headers.revealHint}` : ''}
        </p>
        {revealed ? (
          <Button size="small" icon={<EyeOff />} onClick={() => setClear(null)}>
            {t.headers.hide}
          </Button>
        ) : masked ? (
          <Button size="small" icon={<Eye />} onClick={reveal}>
            {t.headers.reveal}
          </Button>
        ) : null}
        <CopyButton value={() => headers.map(([name, value]) => `${name}: ${value}`).join('\n')}>{t.headers.copyAll}</CopyButton>
      </div>
      <PairTable
        caption={t.headers.caption}
        name={t.headers.name}
        value={t.headers.value}
        rows={headers}
        what={t.headers.valueOf}
        none={t.headers.none}
      />
      {request.strippedCookies.length > 0 ? (
        <p className="px-3 pt-2 text-ink-2 text-small">{t.headers.cookies(request.strippedCookies.join(', '))}</p>
      ) : null}
      {query.length > 0 ? (
        <section>
          <h3 className="px-3 pt-4 pb-1 font-medium">{t.headers.query}</h3>
          <PairTable
            caption={t.headers.query}
            name={t.headers.name}
            value={t.headers.value}
            rows={query}
            what={t.headers.valueOf}
            none=""
          />
        </section>
      ) : null}
    </div>
  )
}
