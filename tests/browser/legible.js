// What of the texts in the charts of a page cannot be read: too small, cut off, over each other, on a line.
() => {
  const found = [];
  let count = 0;
  const read = (text) => {
    const place = text.getScreenCTM();
    const size = parseFloat(getComputedStyle(text).fontSize) * place.a;
    const box = text.getBoundingClientRect();
    const base = text.getStartPositionOfChar(0).matrixTransform(place).y;
    // The letters themselves, not the line they stand on.
    return {
      text: text.textContent,
      size,
      left: box.left,
      right: box.right,
      top: base - 0.74 * size,
      bottom: base + 0.12 * size,
    };
  };
  for (const figure of document.querySelectorAll("figure.chart")) {
    for (const svg of figure.querySelectorAll(".drawing > svg")) {
      if (getComputedStyle(svg).display === "none") continue;
      const say = (what, ...texts) => found.push(`${figure.id}: ${what}: ${texts.join(" | ")}`);
      const frame = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")]
        .filter((one) => one.textContent.trim())
        .map(read);
      count += texts.length;
      texts.forEach((one, at) => {
        if (one.size < 10) say("small", one.text);
        if (
          one.left < frame.left - 1 ||
          one.right > frame.right + 1 ||
          one.top < frame.top - 1 ||
          one.bottom > frame.bottom + 1
        ) {
          say("cut off", one.text);
        }
        for (const other of texts.slice(at + 1)) {
          const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const tall = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (wide > 0.5 && tall > 0.5) say("over each other", one.text, other.text);
        }
      });
      for (const line of svg.querySelectorAll("path[stroke]")) {
        if (!/chart-[12]/.test(line.getAttribute("stroke"))) continue;
        const place = line.getScreenCTM();
        const met = new Set();
        for (let at = 0; at <= line.getTotalLength(); at += 1) {
          const { x, y } = line.getPointAtLength(at).matrixTransform(place);
          for (const one of texts) {
            if (x > one.left && x < one.right && y > one.top && y < one.bottom) met.add(one.text);
          }
        }
        for (const text of met) say("on a line", text);
      }
    }
  }
  return { texts: count, found };
}
