import { registerHooks } from 'node:module'

/** `node --import` this, and whatever imports `electron` gets the stand-in. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') return { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true }
    return next(specifier, context)
  },
})
