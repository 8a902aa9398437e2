import { useEffect, useRef, useState } from 'react'
import { detailText as t } from '../../../strings/detail.ts'
import { ScrollRegion } from './scroll-region.tsx'
import type { ImageType } from './viewer.ts'

/** A captured bitmap. The type is the one that the bytes show, so that markup in an image's clothes is never interpreted. */
export function ImageView({ bytes, type }: { bytes: Uint8Array<ArrayBuffer>; type: ImageType }) {
  const image = useRef<HTMLImageElement>(null)
  const [size, setSize] = useState<string | null>(null)
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes], { type }))
    if (image.current) image.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [bytes, type])
  return (
    <ScrollRegion label={t.image.alt(type)}>
      <figure className="flex flex-col items-start gap-2 p-3">
        <img
          ref={image}
          alt={t.image.alt(type)}
          className="max-w-full border border-line"
          onLoad={event => setSize(t.image.size(event.currentTarget.naturalWidth, event.currentTarget.naturalHeight))}
        />
        <figcaption className="text-ink-2 text-small">{[type, size].filter(Boolean).join(', ')}</figcaption>
      </figure>
    </ScrollRegion>
  )
}
