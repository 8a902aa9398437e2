import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { ValueBox } from '../../ui/mono.tsx'

/** Where to paste the URL at the provider, and where its secret is found. */
export function Setup({ provider, url }: { provider: string; url: string }) {
  const info = useApp(state => state.providers.find(candidate => candidate.id === provider))
  return (
    <div className="flex flex-col gap-2 rounded-control border border-line bg-panel p-3">
      <div className="font-medium text-small">{en.source.url}</div>
      <ValueBox value={url} what={en.link.url} />
      {info ? (
        <ol className="list-decimal space-y-1 pl-4 text-ink-2 text-small">
          <li>{info.setup.paste}</li>
          <li>{info.setup.secret}</li>
        </ol>
      ) : null}
      {info ? (
        <p className="text-ink-3 text-small">
          {info.retries}
          {info.setup.url ? (
            <>
              {' '}
              <a
                href={info.setup.url}
                target="_blank"
                rel="noreferrer"
                className="rounded-small text-accent-ink underline underline-offset-2 hover:no-underline"
              >
                {en.source.openDocs}
              </a>
            </>
          ) : null}
        </p>
      ) : null}
    </div>
  )
}
