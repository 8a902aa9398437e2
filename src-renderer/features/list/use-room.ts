import { type RefObject, useLayoutEffect, useState } from 'react'
import { type Room, roomOf } from './columns.ts'

/** How much room an element has, as it is resized. */
export function useRoom(element: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>('wide')
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    // Before the first paint: rows must not be drawn for another width first.
    setRoom(roomOf(target.clientWidth))
    const observer = new ResizeObserver(() => setRoom(roomOf(target.clientWidth)))
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return room
}
