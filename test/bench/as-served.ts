/** Node's flags of `npm run serve`: what is measured runs as people run it. */
export const asServed: readonly string[] = ['--max-semi-space-size=32']
