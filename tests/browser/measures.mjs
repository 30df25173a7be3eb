// Runs inside a page: what a person would see at a glance. Without types, because the rest of the
// project must not believe that it has a `document`.

/** What sticks out of the page at the side, so that it would have to be pushed around. */
export function sideways() {
  const width = document.documentElement.clientWidth
  const wide = document.documentElement.scrollWidth > width ? ['the page itself'] : []
  const cut = [...document.querySelectorAll('main *')].filter((each) => {
    const box = each.getBoundingClientRect()
    return box.width > 1 && box.right > width + 1
  })
  return [...wide, ...cut.map((each) => each.outerHTML.slice(0, 100))]
}

/** Words of a chart that write over each other or stick out of it. */
export function overlapping() {
  const found = []
  for (const svg of document.querySelectorAll('.chart > svg')) {
    const frame = svg.getBoundingClientRect()
    if (frame.width === 0) continue
    const words = [...svg.querySelectorAll('text')].map((word) => ({
      text: word.textContent,
      box: word.getBoundingClientRect(),
    }))
    for (const [index, { text, box }] of words.entries()) {
      const isOut = box.left < frame.left - 1 || box.right > frame.right + 1
      if (isOut || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
        found.push(`${text} sticks out`)
      }
      for (const other of words.slice(0, index)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
        if (across > 1 && down > 3) found.push(`${text} over ${other.text}`)
      }
    }
  }
  return found
}

/** Links to places of the page that are not there. */
export function deadLinks() {
  return [...document.querySelectorAll('a[href^="#"]')]
    .map((link) => link.getAttribute('href'))
    .filter((href) => document.querySelector(href) === null)
}

/** Whether each thing that can be folded away is to be seen. */
export function unfolded() {
  return [...document.querySelectorAll('details > :not(summary)')].map((each) =>
    each.checkVisibility(),
  )
}

export function unfold() {
  for (const each of document.querySelectorAll('details')) each.open = true
}

/** The tone of the first bar of finished orders. */
export function toneOfFinished() {
  const bar = document.querySelector('#orders .chart.wide path[fill="#1d4a94"]')
  return getComputedStyle(bar).fill
}

export function inkOfPage() {
  return getComputedStyle(document.body).color
}
