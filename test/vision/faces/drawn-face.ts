/**
 * A face made of shaded shapes, nobody's: enough light and shadow for a detector trained on photos. `place` is x, y and
 * height of the face in a picture of width × height.
 */
export function drawnFace(width: number, height: number, place: readonly [number, number, number]): string {
  const [x, y, size] = place;
  const eye = (cx: number): string => `
    <ellipse cx="${cx}" cy="118" rx="17" ry="9" fill="#8a5a48" opacity="0.55"/>
    <ellipse cx="${cx}" cy="119" rx="13" ry="6.5" fill="#efe6e0"/>
    <circle cx="${cx}" cy="119" r="6.3" fill="#4a3524"/><circle cx="${cx}" cy="119" r="3" fill="#0b0807"/>
    <circle cx="${cx + 2}" cy="117" r="1.3" fill="#fff"/>
    <path d="M${cx - 15} 117 Q${cx} 107 ${cx + 15} 117" stroke="#2a1a14" stroke-width="3" fill="none"/>
    <path d="M${cx - 18} 103 Q${cx} 93 ${cx + 18} 101" stroke="#3a261c" stroke-width="6" fill="none" stroke-linecap="round"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
  <defs>
    <radialGradient id="skin" cx="0.45" cy="0.42" r="0.65">
      <stop offset="0" stop-color="#f0c9ad"/><stop offset="0.6" stop-color="#dba78a"/><stop offset="1" stop-color="#8f5c45"/>
    </radialGradient>
    <linearGradient id="neck" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#7d4f3a"/><stop offset="1" stop-color="#c48f73"/>
    </linearGradient>
    <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="#9aa7ad"/><stop offset="1" stop-color="#5f6c72"/>
    </linearGradient>
    <filter id="soft"><feGaussianBlur stdDeviation="2.2"/></filter>
    <filter id="grain" x="0" y="0" width="1" height="1">
      <feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="2" seed="4"/>
      <feColorMatrix values="0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0 0.5  0.25 0 0 0 0"/>
    </filter>
  </defs>
  <rect width="${width}" height="${height}" fill="url(#wall)"/>
  <g transform="translate(${x} ${y}) scale(${size / 180})">
    <path d="M-40 320 Q-20 235 60 225 L140 225 Q215 235 240 320 Z" fill="#2d3e55"/>
    <path d="M68 180 L66 232 Q100 256 134 232 L132 180 Z" fill="url(#neck)"/>
    <path d="M24 110 Q10 8 100 2 Q190 8 176 110 L178 130 Q100 60 22 130 Z" fill="#2b1c14"/>
    <ellipse cx="28" cy="128" rx="9" ry="18" fill="#b97d62"/><ellipse cx="172" cy="128" rx="9" ry="18" fill="#a96f55"/>
    <path d="M32 95 Q34 30 100 28 Q166 30 168 95 Q170 150 142 184 Q120 208 100 208 Q80 208 58 184 Q30 150 32 95 Z" fill="url(#skin)"/>
    <path d="M28 100 Q26 34 84 30 Q62 60 44 76 Z M172 100 Q174 36 100 28 Q140 48 158 78 Z" fill="#2b1c14"/>
    <g filter="url(#soft)">
      <path d="M94 108 Q88 138 84 148 Q92 158 100 158 Q90 140 97 108 Z" fill="#9a6650" opacity="0.6"/>
      <ellipse cx="100" cy="159" rx="17" ry="5" fill="#8a5642" opacity="0.7"/>
      <ellipse cx="60" cy="150" rx="16" ry="12" fill="#d98d78" opacity="0.5"/>
      <ellipse cx="140" cy="150" rx="16" ry="12" fill="#c97e69" opacity="0.5"/>
      <path d="M150 90 Q172 140 138 188 Q160 140 150 90 Z" fill="#6f432f" opacity="0.5"/>
      <ellipse cx="100" cy="196" rx="22" ry="7" fill="#8f5c45" opacity="0.5"/>
      <path d="M100 112 L104 148 L98 148 Z" fill="#fbe3d0" opacity="0.8"/>
    </g>
    ${eye(70)}${eye(130)}
    <circle cx="93" cy="157" r="2.6" fill="#5a3224"/><circle cx="108" cy="157" r="2.6" fill="#5a3224"/>
    <path d="M76 176 Q90 170 100 173 Q110 170 124 176 Q100 184 76 176 Z" fill="#a5524a"/>
    <path d="M76 176 Q100 194 124 176 Q100 182 76 176 Z" fill="#bb665c"/>
    <path d="M75 176 Q100 181 125 176" stroke="#5d2a26" stroke-width="1.6" fill="none"/>
  </g>
  <rect width="${width}" height="${height}" filter="url(#grain)" opacity="0.5"/>
</svg>`;
}
