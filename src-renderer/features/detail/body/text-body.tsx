import { useMemo } from 'react'
import { detailText as t } from '../../../strings/detail.ts'
import { count } from '../../../ui/format.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Decoded } from './charset.ts'
import type { Finder } from './find-bar.tsx'
import { hexByte } from './hex.ts'
import { type HiddenText, type Hiding, hideText } from './hidden.ts'
import { locate } from './locate.ts'
import { TextView } from './text-view.tsx'

/** Text, under whatever has to be said about how it was read. `children` shows it otherwise than as lines. */
export function DecodedText(props: {
  decoded: Decoded
  hiding: Hiding | null
  finder?: Finder
  children?: (shown: HiddenText, original: string) => React.ReactNode
}) {
  const { decoded, hiding, finder, children } = props
  const { text, encoding, unknownCharset, bom, invalid } = decoded
  const shown = useMemo(() => hideText(hiding, text), [hiding, text])
  const notes: string[] = []
  if (unknownCharset !== null) notes.push(t.viewer.charset.unknown(unknownCharset))
  else if (encoding !== 'utf-8') notes.push(t.viewer.charset.other(encoding))
  if (bom) notes.push(t.viewer.charset.bom)
  const place = invalid ? locate(text, text.indexOf('\u{fffd}')) : null
  return (
    <div className="flex h-full min-h-0 flex-col">
      {invalid && place ? (
        <div className="shrink-0 px-3 pt-2">
          <Notice tone="warn">
            {t.viewer.charset.invalid(encoding.toUpperCase(), hexByte(invalid.byte), count(invalid.offset), place.line, place.column)}
          </Notice>
        </div>
      ) : null}
      {notes.length > 0 ? <p className="shrink-0 px-3 pt-2 text-ink-2 text-small">{notes.join(' ')}</p> : null}
      <div className="min-h-0 flex-1">{children ? children(shown, text) : <TextView text={shown.text} finder={finder} />}</div>
    </div>
  )
}
