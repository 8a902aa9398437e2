export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** So much of a window's head must be on a screen for a person to get hold of it, in pixels. */
const GRIP = { width: 120, height: 32 }

/**
 * Where a window has to go when the screen that it was on is gone or has shrunk: into the middle of the first of `areas`, no larger than
 * that. Null when enough of its head is in sight.
 * @param areas the screens without their docks and bars, the main one first; there is always one
 */
export function backOnScreen(window: Area, areas: readonly Area[]): Area | null {
  const head = { ...window, height: GRIP.height }
  const reachable = areas.some(area => {
    const seen = overlap(head, area)
    return seen.width >= Math.min(GRIP.width, window.width) && seen.height >= GRIP.height
  })
  const [main] = areas
  if (reachable || !main) return null
  const width = Math.min(window.width, main.width)
  const height = Math.min(window.height, main.height)
  return {
    x: main.x + Math.round((main.width - width) / 2),
    y: main.y + Math.round((main.height - height) / 2),
    width,
    height,
  }
}

function overlap(a: Area, b: Area): { readonly width: number; readonly height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  }
}
