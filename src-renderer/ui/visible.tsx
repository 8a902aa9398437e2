import { en } from '../strings/en.ts'

/**
 * Characters that show nothing, or turn what stands beside them around: controls, zero-width ones, direction marks and overrides,
 * separators, tags. In captured text they are where one thing is made to look like another.
 */
const ODD = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u
const ODD_ALL = new RegExp(`(${ODD.source})`, 'gu')
/** What a text may hold as a matter of course. The joiner between emoji is seen in what it joins. */
const PLAIN = new Set(['\n', '\t'])

const names: Readonly<Record<string, string>> = {
  '00': 'null',
  '0D': 'carriage return',
  '1B': 'escape',
  '200B': 'zero width space',
  '200C': 'zero width non-joiner',
  '200D': 'zero width joiner',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '202A': 'left-to-right embedding',
  '202B': 'right-to-left embedding',
  '202C': 'pop directional formatting',
  '202D': 'left-to-right override',
  '202E': 'right-to-left override',
  '2060': 'word joiner',
  '2066': 'left-to-right isolate',
  '2067': 'right-to-left isolate',
  '2069': 'pop directional isolate',
  FEFF: 'byte order mark',
}

/** Captured text in which nothing hides: a character that is not seen stands as its code in a frame. Copy buttons copy the real one. */
export function Visible({ text }: { text: string }) {
  if (!ODD.test(text)) return text
  return text.split(ODD_ALL).map((piece, index) => {
    if (index % 2 === 0 || PLAIN.has(piece)) return piece
    const point = piece.codePointAt(0) ?? 0
    const code = point
      .toString(16)
      .toUpperCase()
      .padStart(point > 0xff ? 4 : 2, '0')
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a fixed text have no other identity
        key={index}
        title={en.invisible(code, names[code] ?? '')}
        className="mx-px rounded-small border border-warn bg-warn-soft px-0.5 text-micro text-warn"
      >
        {code}
      </span>
    )
  })
}
