/** `npm run eval:vision -- FOLDER…`: how good the picture engine is on labelled pictures that are given to it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBands } from '../bands.js';
import { openVision } from '../open-vision.js';
import { readLabels } from './labels.js';
import { report } from './report.js';
import { Tally } from './tally.js';

const folders = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const copies = process.argv.includes('--safe-copies');
if (folders.length === 0) {
  process.stderr.write(
    'Give a folder with labelled pictures: npm run eval:vision -- FOLDER [--safe-copies]\n' +
      'It holds labels.jsonl, one line a picture: {"file","plates":[{"text","readable"}],"recognisable","clean"}.\n' +
      'None comes with the program: pictures of people and plates are personal data.\n',
  );
  process.exit(2);
}

// Figures are to be about what is seen, not about how busy this machine is.
const vision = openVision({ pictureMs: 30_000, stepBack: false });
try {
  await vision.warmUp();
  for (const folder of folders) {
    const tally = new Tally(await readBands());
    let made = 0;
    let refused = 0;
    for (const label of readLabels(folder)) {
      const bytes = await readFile(join(folder, label.file));
      const look = await vision.look(bytes);
      tally.add(label, look);
      if (!copies || look.decision !== 'block') continue;
      if ((await vision.redact(bytes)).verified) made++;
      else refused++;
    }
    process.stdout.write(`${folder}: ${tally.ms.length} pictures\n${report(tally)}\n`);
    if (copies) process.stdout.write(`Safe copies: ${made} made and verified, ${refused} refused\n`);
    process.stdout.write('\n');
  }
} finally {
  await vision.close();
}
