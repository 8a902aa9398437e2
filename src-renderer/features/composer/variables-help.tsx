import { useMemo } from 'react'
import { countVariables, createExpander, VARIABLES } from '#domain/variables.ts'
import { composeText } from '../../strings/compose.ts'
import { Copy } from '../../ui/copy.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'

const t = composeText.variables

/** An expander on the window's own clock and randomness. */
export const newExpander = () => createExpander({ now: Date.now(), bytes: count => crypto.getRandomValues(new Uint8Array(count)) })

/** What variables there are, what each means and what it might be; and the whole request with such values in it. */
export function VariablesHelp({ places }: { places: readonly (readonly [where: string, text: string])[] }) {
  const values = useMemo(() => {
    const expand = newExpander()
    return VARIABLES.map(name => ({ name, written: `{{${name}}}`, value: textOf(expand(`{{${name}}}`)) }))
  }, [])
  const used = places.filter(([, text]) => countVariables(text) > 0)
  return (
    <>
      <Disclosure title={t.title}>
        <p className="text-ink-2 text-small">{t.intro}</p>
        <dl className="flex flex-col gap-2">
          {values.map(({ name, written, value }) => (
            <div key={name}>
              <dt className="flex items-center gap-1">
                <code className="flex-1 select-text font-bytes text-accent-ink text-small">{written}</code>
                <Copy value={written} what={`${t.copy} ${written}`} />
              </dt>
              <dd className="text-ink-2 text-small">
                {t.meaning[name]}
                <span className="block break-all font-bytes text-ink-3">{value}</span>
              </dd>
            </div>
          ))}
        </dl>
      </Disclosure>
      {used.length > 0 ? (
        <Disclosure title={t.preview}>
          <p className="text-ink-2 text-small">{t.previewOf}</p>
          <Preview used={used} />
        </Disclosure>
      ) : null}
    </>
  )
}

function Preview({ used }: { used: readonly (readonly [where: string, text: string])[] }) {
  const expand = newExpander()
  return used.map(([where, text]) => (
    <div key={where} className="flex flex-col gap-1">
      <h4 className="font-medium text-small">{where}</h4>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get to it.
        tabIndex={0}
        className="max-h-48 select-text overflow-auto whitespace-pre-wrap break-all rounded-control border border-line bg-sunken p-2 font-bytes text-small"
      >
        {textOf(expand(text))}
      </pre>
    </div>
  ))
}

const textOf = (made: ReturnType<ReturnType<typeof createExpander>>): string => (made.ok ? made.text : '')
