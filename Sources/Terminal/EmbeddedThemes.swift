// Generated from themes/*.yaml; a test compares both and rewrites this file when asked to.
// swift-format-ignore-file

/// The themes that come with the program, by name.
let embeddedThemes: [String: String] = [
"lagoon": #"""
# lagoon: deep water, pale foam, and the warm colours of the shore for what needs an eye.
about: Deep teal with warm accents; the standard theme for dark terminals.

# Each colour has a value for terminals with true colours, with 256 and with 16 colours. The ground is
# the terminal's own black also with true colours: its code is a third as long, over slow lines too.
palette:
  # Water, from the depth to the surface.
  abyss:   {truecolor: black, 256: 233, 16: black}
  deep:    {truecolor: "#072530", 256: 234, 16: black}
  current: {truecolor: "#0d3b49", 256: 23, 16: blue}
  shoal:   {truecolor: "#14586a", 256: 24, 16: blue}
  tide:    {truecolor: "#2a7f8e", 256: 30, 16: cyan}
  turquoise: {truecolor: "#4fc4c4", 256: 80, 16: bright-cyan}
  foam:    {truecolor: "#d3ebe6", 256: 253, 16: white}
  spray:   {truecolor: "#f2fbf8", 256: 231, 16: bright-white}
  mist:    {truecolor: "#7fa6a8", 256: 109, 16: white}
  slate:   {truecolor: "#4d7278", 256: 66, 16: bright-black}
  # The shore.
  sand:    {truecolor: "#f0cf8e", 256: 222, 16: bright-yellow}
  amber:   {truecolor: "#f2a65a", 256: 215, 16: yellow}
  coral:   {truecolor: "#ff7d67", 256: 209, 16: bright-red}
  rose:    {truecolor: "#e8a0b8", 256: 175, 16: bright-magenta}
  palm:    {truecolor: "#8fd48a", 256: 114, 16: bright-green}
  sky:     {truecolor: "#7db7f0", 256: 111, 16: bright-blue}

roles:
  # Words.
  text: {fg: foam, bg: abyss}
  text.dim: {fg: mist, mono: [dim]}
  text.strong: {fg: spray, attributes: [bold]}
  text.link: {fg: turquoise, attributes: [underline]}
  text.error: {fg: coral, attributes: [bold]}
  text.warning: {fg: amber, mono: [bold]}

  # Frames of panes; the pane with the keyboard is the lit one.
  frame: {fg: shoal}
  frame.focused: {fg: turquoise, mono: [bold]}
  frame.title: {fg: sand, mono: [bold]}
  frame.protected: {fg: coral, attributes: [bold]}

  # The line at the top, the line of keys at the bottom.
  bar: {fg: foam, bg: current, mono: [reverse]}
  bar.name: {fg: sand, attributes: [bold], mono: [bold, reverse]}
  bar.notice: {fg: amber, attributes: [bold], mono: [bold, reverse]}
  key: {fg: sand, bg: deep, attributes: [bold]}
  key.name: {fg: mist, attributes: []}
  key.disabled: {fg: slate, attributes: [], mono: [dim]}
  tab: {fg: mist, bg: deep}
  tab.selected: {fg: spray, bg: shoal, attributes: [bold], mono: [reverse]}
  popup: {fg: foam, bg: current}
  popup.frame: {fg: turquoise, mono: [bold]}
  popup.danger: {fg: coral, attributes: [bold], mono: [bold, reverse]}
  prompt: {fg: spray, bg: deep}
  prompt.match: {fg: sand, attributes: [underline]}

  # Tables.
  row: {fg: foam}
  row.selected: {fg: spray, bg: shoal, mono: [reverse]}
  row.marked: {fg: sand, mono: [bold]}
  row.header: {fg: mist, attributes: [underline]}
  row.unfocused: {fg: foam, bg: current, mono: [underline]}

  # Tasks; each has its own mark as well.
  task.waiting: {fg: slate, mono: [dim]}
  task.running: {fg: sky, mono: [bold]}
  task.done: {fg: palm}
  task.failed: {fg: coral, mono: [bold, underline]}
  task.cancelled: {fg: rose, mono: [dim]}
  task.stale: {fg: amber, mono: [dim]}
  task.skipped: {fg: mist, mono: [dim]}
  judgement.pass: {fg: palm}
  judgement.fail: {fg: coral, attributes: [bold], mono: [bold, underline]}
  judgement.unsure: {fg: sand, mono: [bold]}

  progress.filled: {fg: turquoise, mono: [reverse]}
  progress.trough: {fg: shoal, mono: [dim]}

  # Pictures: letters and overlays over grey.
  picture: {fg: foam, bg: {truecolor: "#000000", 256: 16, 16: black}}
  picture.letter: {fg: sand, attributes: [bold]}
  picture.crosshair: {fg: turquoise, attributes: [bold]}
  picture.removed: {fg: coral, mono: [reverse]}
  picture.brain: {fg: turquoise, mono: [bold]}
  picture.tissue: {fg: palm, mono: [bold]}
  picture.difference: {fg: amber, mono: [bold]}
  picture.caption: {fg: mist, bg: abyss, mono: [dim]}

  # Plots of agreement.
  agreement.axis: {fg: slate, mono: [dim]}
  agreement.title: {fg: sand, attributes: [bold]}
  agreement.zero: {fg: mist, mono: [dim]}
  agreement.point: {fg: turquoise}
  agreement.cursor: {fg: abyss, bg: sand, attributes: [bold], mono: [bold, reverse]}
  agreement.bias: {fg: coral, attributes: [bold]}
  agreement.limit: {fg: amber}
  agreement.interval: {fg: shoal, mono: [dim]}
  agreement.bar: {fg: tide, mono: [bold]}
  agreement.trough: {fg: current, mono: [dim]}
  agreement.good: {fg: palm}
  agreement.poor: {fg: coral, attributes: [bold], mono: [bold, underline]}
  agreement.published: {fg: rose, mono: [dim]}

  # Zones of the face.
  face.exposed: {fg: coral, mono: [bold]}
  face.hidden: {fg: tide, mono: [dim]}

"""#,
"mono": #"""
# mono: no colours at all, only bold, dim, underline and reverse. For terminals without colours, for
# NO_COLOR, and for readers who want none. Pass and fail are told by their marks, never by this file.
about: Attributes only, no colours.

roles:
  text: {attributes: []}
  text.dim: {attributes: [dim]}
  text.strong: {attributes: [bold]}
  text.link: {attributes: [underline]}
  text.error: {attributes: [bold, reverse]}
  text.warning: {attributes: [bold]}

  frame: {attributes: []}
  frame.focused: {attributes: [bold]}
  frame.title: {attributes: [bold]}
  frame.protected: {attributes: [bold, reverse]}

  bar: {attributes: [reverse]}
  bar.name: {attributes: [bold, reverse]}
  bar.notice: {attributes: [bold, reverse]}
  key: {attributes: [bold]}
  key.name: {attributes: []}
  key.disabled: {attributes: [dim]}
  tab: {attributes: []}
  tab.selected: {attributes: [reverse]}
  popup: {attributes: []}
  popup.frame: {attributes: [bold]}
  popup.danger: {attributes: [bold, reverse]}
  prompt: {attributes: []}
  prompt.match: {attributes: [underline]}

  row: {attributes: []}
  row.selected: {attributes: [reverse]}
  row.marked: {attributes: [bold]}
  row.header: {attributes: [underline]}
  row.unfocused: {attributes: [underline]}

  task.waiting: {attributes: [dim]}
  task.running: {attributes: [bold]}
  task.done: {attributes: []}
  task.failed: {attributes: [bold, underline]}
  task.cancelled: {attributes: [dim]}
  task.stale: {attributes: [dim]}
  task.skipped: {attributes: [dim]}
  judgement.pass: {attributes: []}
  judgement.fail: {attributes: [bold, underline]}
  judgement.unsure: {attributes: [bold]}

  progress.filled: {attributes: [reverse]}
  progress.trough: {attributes: [dim]}

  picture: {attributes: []}
  picture.letter: {attributes: [bold]}
  picture.crosshair: {attributes: [bold]}
  picture.removed: {attributes: [reverse]}
  picture.brain: {attributes: [bold]}
  picture.tissue: {attributes: [bold]}
  picture.difference: {attributes: [bold]}
  picture.caption: {attributes: [dim]}

  agreement.axis: {attributes: [dim]}
  agreement.title: {attributes: [bold]}
  agreement.zero: {attributes: [dim]}
  agreement.point: {attributes: []}
  agreement.cursor: {attributes: [bold, reverse]}
  agreement.bias: {attributes: [bold]}
  agreement.limit: {attributes: []}
  agreement.interval: {attributes: [dim]}
  agreement.bar: {attributes: [bold]}
  agreement.trough: {attributes: [dim]}
  agreement.good: {attributes: []}
  agreement.poor: {attributes: [bold, underline]}
  agreement.published: {attributes: [dim]}

  face.exposed: {attributes: [bold]}
  face.hidden: {attributes: [dim]}

"""#,
]
