const UNITS = ["B", "kB", "MB", "GB"];

function size(bytes) {
  let unit = 0;
  while (bytes >= 1000 && unit < UNITS.length - 1) {
    bytes /= 1000;
    unit += 1;
  }
  return bytes.toFixed(1) + " " + UNITS[unit];
}

function ago(then, now) {
  const seconds = (now - then) / 1000;
  if (seconds < 60) {
    return "just now";
  }
  return Math.floor(seconds / 60) + " min ago";
}

module.exports = { size, ago };
