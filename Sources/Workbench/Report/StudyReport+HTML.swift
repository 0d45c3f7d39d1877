import Study

extension StudyReport {
  /// The report as one page that needs nothing else: text as it stands, plots as drawings.
  public var html: String {
    var body = ["<h1>\(HTMLText.escaped(title))</h1>"]
    body += summary.map { "<p>\(HTMLText.escaped($0))</p>" }
    for section in sections {
      let isCohort = section.title.hasPrefix("Cohort ")
      let (level, title) = (isCohort ? "h2" : "h3", HTMLText.escaped(section.title))
      let lines = section.lines(110).map(HTMLText.escaped)
      body.append("<\(level)>\(title)</\(level)>\n<pre>\(lines.joined(separator: "\n"))</pre>")
      if isCohort, let cohort = section.cohort {
        let plots = plots(of: cohort).map(\.svg)
        if !plots.isEmpty { body.append("<div class=\"plots\">\(plots.joined())</div>") }
      }
      if section.title.hasSuffix(": zones of the faces"), let cohort = section.cohort {
        body += portraits(cohort).map(\.html).filter { !$0.isEmpty }
      }
    }
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(HTMLText.escaped(title))</title>
      <style>\(HTMLText.style)</style></head><body>
      \(body.joined(separator: "\n"))
      </body></html>

      """
  }
}

/// What every page has in common.
enum HTMLText {
  /// Text that stands for itself in a page.
  static func escaped(_ text: String) -> String {
    var result = ""
    for letter in text {
      switch letter {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(letter)
      }
    }
    return result
  }

  /// Light and dark as the reader likes it; the plots take the colours of the page.
  static let style = """
    :root{color-scheme:light dark;--ink:#1d2b2f;--dim:#6b7c80;--paper:#fdfcf8;--line:#d8d4c8;\
    --one:#1f7a8c;--two:#c8553d}
    @media(prefers-color-scheme:dark){:root{--ink:#dfe7e4;--dim:#8fa3a6;--paper:#12191c;\
    --line:#2c3a3f;--one:#6cc5d4;--two:#ff9f85}}
    body{max-width:64rem;margin:3rem auto;padding:0 1.5rem;background:var(--paper);\
    color:var(--ink);font:16px/1.5 system-ui,sans-serif}
    h1{margin:0 0 .5rem;font-weight:600}h2{margin:3rem 0 .5rem;padding-bottom:.3rem;\
    border-bottom:1px solid var(--line)}h3{margin:1.5rem 0 .3rem;color:var(--dim);font-size:1rem}
    p{margin:.1rem 0;color:var(--dim)}pre{overflow-x:auto;font:13px/1.45 ui-monospace,monospace}
    .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}
    svg{width:100%;font:11px system-ui,sans-serif}svg text{fill:var(--dim)}
    svg .title{fill:var(--ink);font-size:13px}.dot{fill:var(--one);fill-opacity:.75}
    .bias{stroke:var(--two);stroke-width:1.5}.limit{stroke:var(--two);stroke-dasharray:5 4}
    .faces{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:1rem}\
    figure{margin:0}figure img{width:100%;display:block;margin-bottom:2px}\
    figcaption{color:var(--dim);font-size:13px}
    .zero{stroke:var(--dim)}.band{fill:var(--two);fill-opacity:.12}
    """
}
