import { z } from 'zod'

/**
 * What the page tells the desktop around it: its commands, for the menu bar. The page alone knows them, their keys, which a person may
 * have set, and which can run now. In Electron it comes on the bridge beside the frames; a browser has no menu bar to fill.
 */
export const pageMenus = z
  .array(
    z.object({
      /** Its group of commands. */
      id: z.string().min(1).max(40),
      label: z.string().min(1).max(60),
      items: z
        .array(
          z.object({
            id: z.string().min(1).max(60),
            label: z.string().min(1).max(100),
            /** In tinykeys' notation (`$mod+Shift+K`); null = none. */
            key: z.string().min(1).max(40).nullable(),
            /** `menu`: the page does not listen to that key, for a browser has it for itself. */
            keyOf: z.enum(['page', 'menu']),
            enabled: z.boolean(),
          }),
        )
        .max(200),
    }),
  )
  .max(20)
export type PageMenu = z.infer<typeof pageMenus>[number]
export type PageMenuItem = PageMenu['items'][number]
