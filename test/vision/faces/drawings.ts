/** Pictures that have a face for a child, not for an acquaintance: 480 × 480, made of flat colours and lines. */
const picture = (background: string, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480"><rect width="480" height="480" fill="${background}"/>${inside}</svg>`;

export const DRAWINGS: Readonly<Record<string, string>> = {
  'a smiley': picture(
    '#fff',
    '<circle cx="240" cy="240" r="150" fill="#ffd93b" stroke="#d9a400" stroke-width="6"/><ellipse cx="190" cy="200" rx="16" ry="28" fill="#333"/><ellipse cx="290" cy="200" rx="16" ry="28" fill="#333"/><path d="M150 270 Q240 380 330 270" stroke="#333" stroke-width="12" fill="none"/>',
  ),
  'a line drawing': picture(
    '#fdfcf7',
    '<g fill="none" stroke="#222" stroke-width="4"><path d="M150 200 Q150 90 240 90 Q330 90 330 200 Q330 330 240 370 Q150 330 150 200 Z"/><path d="M175 190 Q197 172 219 190 Q197 205 175 190 M261 190 Q283 172 305 190 Q283 205 261 190"/><circle cx="197" cy="189" r="7"/><circle cx="283" cy="189" r="7"/><path d="M238 195 L226 255 L248 258 M205 300 Q240 320 275 300 M170 165 Q197 150 222 165 M258 165 Q283 150 310 165"/></g>',
  ),
  'a cartoon in flat colours': picture(
    '#7ec8e3',
    '<path d="M130 480 Q140 390 240 390 Q340 390 350 480 Z" fill="#e4572e"/><ellipse cx="240" cy="230" rx="105" ry="130" fill="#f4c9a3"/><path d="M130 220 Q120 80 240 80 Q360 80 350 220 Q330 140 240 140 Q150 140 130 220 Z" fill="#5b3a1e"/><ellipse cx="198" cy="225" rx="20" ry="14" fill="#fff"/><ellipse cx="282" cy="225" rx="20" ry="14" fill="#fff"/><circle cx="198" cy="226" r="9" fill="#2d2d2d"/><circle cx="282" cy="226" r="9" fill="#2d2d2d"/><path d="M176 198 h44 M260 198 h44" stroke="#5b3a1e" stroke-width="9"/><path d="M240 235 L228 275 L250 275" fill="none" stroke="#c98f66" stroke-width="5"/><path d="M200 310 Q240 335 280 310 Z" fill="#b2403a"/>',
  ),
  'a sign with a walking man': picture(
    '#1d5fa8',
    '<path d="M240 60 L420 400 H60 Z" fill="#fff"/><circle cx="245" cy="180" r="24" fill="#111"/><path d="M235 210 L215 290 L180 350 M235 210 L265 290 L290 350 M232 225 L190 270 M240 225 L285 262" stroke="#111" stroke-width="18" stroke-linecap="round" fill="none"/>',
  ),
  'a mask-like logo': picture(
    '#111',
    '<circle cx="240" cy="240" r="170" fill="#c8102e"/><path d="M150 200 L220 220 L150 240 Z M330 200 L260 220 L330 240 Z" fill="#fff"/><path d="M160 310 H320 L290 340 H190 Z" fill="#fff"/><path d="M240 220 L225 285 H255 Z" fill="#fff"/>',
  ),
};
