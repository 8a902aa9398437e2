import { type RefObject, useLayoutEffect, useState } from 'react'
import { HEX_ROWS, hexRowFor } from './hex.ts'

/** Bytes in a row of the hex view: as many as fit into the element, measured in its own letters. @param size of the body */
export function useHexRow(element: RefObject<HTMLElement | null>, size: number): number {
  const [row, setRow] = useState<number>(HEX_ROWS[0])
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = () => setRow(hexRowFor(target.clientWidth / Number.parseFloat(getComputedStyle(target).fontSize), size))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, size])
  return row
}
